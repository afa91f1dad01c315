using System.CommandLine;
using Tutorial;

var tiles = new Option<FileInfo[]>("--tiles") { Description = "Files of tile specs to import instead (.json, .json.gz, .zip)." };
var transforms = new Option<FileInfo[]>("--transforms") { Description = "Files of the transforms that these tiles refer to." };
var sections = new Option<int>("--sections")
{
    Description = "How many sections to make up, of 10 x 20 tiles each.",
    DefaultValueFactory = _ => 500,
};
var database = new Option<FileInfo?>("--database")
{
    Description = "Where the embedded server keeps its data; a file of its own, made anew in each run, if not given.",
};
var server = new Option<Uri?>("--server")
{
    Description = "A server to use instead of an embedded one, such as http://host:8080/render-ws; or set RENDER_HOST. Stack and matches are the guide's own.",
};
foreach (var files in new[] { tiles, transforms })
{
    files.AllowMultipleArgumentsPerToken = true;
    files.AcceptExistingOnly();
}

sections.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 2)
    {
        result.AddError("--sections must be at least 2.");
    }
});

var command = new RootCommand("The user guide of render as one program: import, look, map coordinates, store matches.")
{
    tiles, transforms, sections, database, server,
};
command.SetAction((arguments, cancellationToken) => UserGuide.RunAsync(
    new UserGuideOptions
    {
        TileFiles = [.. (arguments.GetValue(tiles) ?? []).Select(file => file.FullName)],
        TransformFiles = [.. (arguments.GetValue(transforms) ?? []).Select(file => file.FullName)],
        Sections = arguments.GetValue(sections),
        DatabasePath = arguments.GetValue(database)?.FullName,
        Server = arguments.GetValue(server),
    },
    cancellationToken));
return await command.Parse(args).InvokeAsync();
