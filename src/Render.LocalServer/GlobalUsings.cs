global using Microsoft.AspNetCore.Http;
global using TransformSpec = Render.Transforms.TransformSpec;
