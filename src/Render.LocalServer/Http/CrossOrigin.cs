namespace Render.LocalServer;

/// <summary>Lets pages of other origins read answers, as the Java server does.</summary>
internal static class CrossOrigin
{
    public static Task AllowAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin])
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
        }

        return next(context);
    }
}
