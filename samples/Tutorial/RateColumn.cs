using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tutorial;

/// <summary>Tiles a second, beside the progress bar.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var seconds = task.ElapsedTime?.TotalSeconds ?? 0;
        return new Text(seconds > 0 ? $"{task.Value / seconds:N0} tiles/s" : "");
    }
}
