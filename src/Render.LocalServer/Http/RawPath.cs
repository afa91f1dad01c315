using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Render.LocalServer;

/// <summary>
/// Lets the routes see the path as it was sent. Values may hold any character, also an escaped slash, so that they are
/// unescaped only after the routes have taken the path apart.
/// </summary>
internal static class RawPath
{
    /// <summary>The path of a request target: without the query, matrix parameters and a trailing slash, still escaped.</summary>
    public static string Of(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf('?') is >= 0 and var query)
            path = path[..query];

        path = path.TrimEnd('/');
        if (!path.Contains(';'))
            return path.ToString();

        // A semicolon cuts the rest of its segment.
        var text = new StringBuilder(path.Length);
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            var end = segment.IndexOf(';');
            text.Append(end < 0 ? segment : segment[..end]).Append('/');
        }

        return text.ToString(0, text.Length - 1);
    }

    /// <summary>Puts the path as it was sent in the place of the unescaped one.</summary>
    public static Task RestoreAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith('/'))
            context.Request.Path = new PathString(Of(target));

        return next(context);
    }
}
