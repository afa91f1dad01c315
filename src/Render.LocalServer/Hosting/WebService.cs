using Microsoft.AspNetCore.Builder;

namespace Render.LocalServer;

/// <summary>Puts the web service together.</summary>
internal static class WebService
{
    /// <summary>The path below which everything is.</summary>
    public const string Root = "/render-ws";

    /// <summary>All operations of the contract, served from a database.</summary>
    public static OperationTable Operations(Database database)
    {
        var stacks = new StackStore(database, TimeProvider.System);
        var tiles = new TileStore(database);
        ContractController[] controllers =
        [
            new StacksController(stacks, new SectionReports(stacks)),
            new TilesController(tiles),
            new SectionsController(tiles),
        ];

        var operations = new OperationTable();
        foreach (var controller in controllers)
            controller.Map(operations);

        return operations;
    }

    public static void Map(WebApplication application, Database database)
    {
        application.Use(RawPath.RestoreAsync);
        application.Use(CrossOrigin.AllowAsync);
        application.Use(ErrorAnswers.HandleAsync);
        application.UseRouting();
        Operations(database).MapTo(application, Root);
        application.MapFallback(Answer.Empty(StatusCodes.Status404NotFound).WriteAsync);
    }
}
