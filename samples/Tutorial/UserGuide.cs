using System.Globalization;
using Render;
using Render.Transforms;
using Spectre.Console;

namespace Tutorial;

/// <summary>The chapters of the guide: connect, make a stack, import, look at it, map coordinates, store point matches.</summary>
internal static class UserGuide
{
    public static async Task<int> RunAsync(UserGuideOptions options, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 140;
        }

        try
        {
            var database = options.DatabasePath ?? TutorialDatabase.MakeAnew();
            await using var server = options.HasServer ? null : await RenderLocalServer.StartAsync(
                new RenderLocalServerOptions { DatabasePath = database }, cancellationToken);
            using var render = Connect(server?.BaseAddress ?? options.Server);
            AnsiConsole.MarkupLineInterpolated(
                $"The {(server is null ? "" : "embedded ")}server listens on [blue]{render.Options.BaseAddress}[/]");
            var stack = render.Stack("acquisition");

            await ImportAsync(stack, options, cancellationToken);
            await LookAsync(stack, cancellationToken);
            await MapCoordinatesAsync(stack, cancellationToken);
            await MatchAsync(stack, render.MatchCollection("tutorial_matches"), cancellationToken);
            if (server is not null)
            {
                AnsiConsole.MarkupLineInterpolated($"The database is [blue]{database}[/] ({new FileInfo(database).Length / 1e6:N1} MB).");
            }
        }
        catch (Exception exception) when (exception is RenderException or IOException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return 1;
        }
        catch (ImportCanceledException exception)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{exception.Message}[/]");
            return 1;
        }

        return 0;
    }

    // Without an address, RENDER_HOST and its companions say where the server is; owner and project are the guide's in any case.
    private static RenderClient Connect(Uri? server) => server is null
        ? RenderClient.Connect(new RenderClientOptions { Owner = "guide", Project = "tutorial" })
        : RenderClient.Connect(server, owner: "guide", project: "tutorial");

    private static async Task ImportAsync(RenderStack stack, UserGuideOptions options, CancellationToken cancellationToken)
    {
        // A stack of an earlier run would be added to.
        await stack.DeleteAsync(cancellationToken);
        await stack.CreateAsync(
            new StackVersion
            {
                StackResolutionX = 4,
                StackResolutionY = 4,
                StackResolutionZ = 40,
                VersionNotes = "the user guide",
            },
            cancellationToken);

        var report = await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(async display =>
            {
                var bar = display.AddTask($"Import into {stack.Name}");
                bar.IsIndeterminate = true;
                var progress = new Progress<ImportProgress>(state =>
                {
                    bar.IsIndeterminate = state.TilesExpected is null;
                    bar.MaxValue = state.TilesExpected ?? Math.Max(1, state.TilesRead);
                    bar.Value = state.TilesDone;
                });
                var result = await ImportAsync(stack, options, progress, cancellationToken);
                bar.IsIndeterminate = false;
                bar.MaxValue = Math.Max(1, result.TilesRead);
                bar.Value = result.TilesLanded;
                return result;
            });
        AnsiConsole.WriteLine(report.ToString());
        foreach (var tile in report.Rejected.Take(5))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{tile}[/]");
        }

        report.EnsureEverythingLanded();
    }

    private static Task<ImportReport> ImportAsync(
        RenderStack stack, UserGuideOptions options, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var import = new ImportOptions { Complete = true };
        return options.TileFiles.Count > 0
            ? stack.ImportFilesAsync(options.TileFiles, options.TransformFiles, import, progress, cancellationToken)
            : stack.ImportTilesAsync(GuideTiles.Make(options.Sections).ToList(), import, progress, cancellationToken);
    }

    private static async Task LookAsync(RenderStack stack, CancellationToken cancellationToken)
    {
        var sections = await stack.GetSectionsAsync(cancellationToken: cancellationToken);
        AnsiConsole.Write(Tables.OfStack(await stack.GetMetadataAsync(cancellationToken), sections));
    }

    private static async Task MapCoordinatesAsync(RenderStack stack, CancellationToken cancellationToken)
    {
        var (tile, _) = await FirstPairAsync(stack, cancellationToken);
        Point2D[] local = [new(0, 0), new(100, 250.5), new(tile.Width!.Value / 2, tile.Height!.Value / 2)];

        var world = await stack.LocalToWorldAsync(tile.TileId, local, cancellationToken: cancellationToken);
        var back = await stack.WorldToLocalAsync(tile.Z!.Value, world, cancellationToken: cancellationToken);

        AnsiConsole.Write(Tables.OfPoints(tile.TileId, local, world, back));
    }

    private static async Task MatchAsync(RenderStack stack, RenderMatchCollection collection, CancellationToken cancellationToken)
    {
        var (p, q) = await FirstPairAsync(stack, cancellationToken);
        var builder = new CanvasMatchesBuilder(CanvasOf(p), CanvasOf(q));
        for (var i = 0; i < 4; i++)
        {
            builder.Add(new Point2D(p.Width!.Value - 50, 400 * (i + 1)), new Point2D(350, 400 * (i + 1)), weight: 1 - (0.1 * i));
        }

        var report = await collection.ImportMatchesAsync([builder.Build()], cancellationToken: cancellationToken);
        foreach (var rejected in report.Rejected)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{rejected}[/]");
        }

        // Asked for the other way round, the pair comes the other way round.
        var stored = await collection.TryGetMatchesAsync(CanvasOf(q), CanvasOf(p), cancellationToken: cancellationToken);
        AnsiConsole.Write(Tables.OfMatches(stored!));
    }

    // Matches are grouped by section; tiles that name none are a section of their own layer.
    private static CanvasId CanvasOf(TileSpec tile) => tile.Layout?.SectionId is null
        ? new CanvasId(tile.Z!.Value.ToString("F1", CultureInfo.InvariantCulture), tile.TileId)
        : CanvasId.Of(tile);

    private static async Task<(TileSpec First, TileSpec Second)> FirstPairAsync(RenderStack stack, CancellationToken cancellationToken)
    {
        var first = (await stack.GetZValuesAsync(cancellationToken: cancellationToken))[0];
        var tiles = await stack.ReadTilesAsync(first, cancellationToken: cancellationToken).Take(2).ToListAsync(cancellationToken);
        return (tiles[0], tiles[^1]);
    }
}
