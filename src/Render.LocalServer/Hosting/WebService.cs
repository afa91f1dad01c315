using Microsoft.AspNetCore.Builder;

namespace Render.LocalServer;

/// <summary>Puts the web service together.</summary>
internal static class WebService
{
    /// <summary>The path below which everything is.</summary>
    public const string Root = "/render-ws";

    /// <summary>All operations of the contract, served from a database.</summary>
    public static OperationTable Operations(Database database, string? databasePath, LineRules rules)
    {
        var stacks = new StackStore(database, TimeProvider.System);
        var tiles = new TileStore(database, rules);
        var matches = new MatchStore(database);
        ContractController[] controllers =
        [
            new ServerController(new ServerFacts(databasePath)),
            new StacksController(stacks, new SectionReports(stacks)),
            new TilesController(tiles),
            new SectionsController(tiles),
            new BoxesController(tiles),
            new CoordinatesController(tiles),
            new LayoutsController(tiles),
            new MatchesController(matches),
            new HierarchyController(stacks, tiles, matches),
            new ImagesController(),
            new MatchTrialsController(),
            new ValidationController(tiles.Rules),
        ];

        var operations = new OperationTable(rules);
        foreach (var controller in controllers)
            controller.Map(operations);

        return operations;
    }

    public static void Map(WebApplication application, OperationTable operations, LineRules rules)
    {
        application.Use((context, next) =>
        {
            context.Features.Set(rules);
            return next(context);
        });
        application.Use(RawPath.RestoreAsync);
        application.Use(CrossOrigin.AllowAsync);
        application.Use(ErrorAnswers.HandleAsync);
        application.UseRouting();
        operations.MapTo(application, Root);
        application.MapFallback(Answer.Empty(StatusCodes.Status404NotFound).WriteAsync);
    }
}
