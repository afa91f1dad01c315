using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Render.LocalServer;

/// <summary>All operations of a line, by path and method.</summary>
/// <param name="rules">The line.</param>
internal sealed class OperationTable(LineRules rules)
{
    private readonly Dictionary<string, Resource> resources = [];

    /// <summary>The operations that a controller serves; all others answer 501.</summary>
    public HashSet<Operation> Offered { get; } = [];

    /// <summary>Every operation of the contract that the line has.</summary>
    public IEnumerable<Operation> All => resources.Values.SelectMany(resource => resource.Operations);

    /// <summary>Adds an operation, if the line has it.</summary>
    /// <param name="controller">The controller that serves it, if it overrides the method of the operation's name.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="handler">Reads the parameters and calls that method.</param>
    public void Add(ContractController controller, Operation operation, OperationHandler handler)
    {
        if (!operation.Lines.Contains(rules.Line))
            return;

        var method = controller.GetType().GetMethod(operation.Name, BindingFlags.Instance | BindingFlags.NonPublic)!;
        var isOffered = !method.DeclaringType!.IsAbstract;
        if (isOffered)
            Offered.Add(operation);

        if (!resources.TryGetValue(operation.Path, out var resource))
            resources.Add(operation.Path, resource = new Resource());

        resource.Add(operation, isOffered ? handler : (_, _) => ContractController.NotOffered(operation), isOffered);
    }

    /// <summary>Makes an endpoint of each path.</summary>
    /// <param name="routes">Where the endpoints go.</param>
    /// <param name="root">The root of the web service.</param>
    public void MapTo(IEndpointRouteBuilder routes, string root)
    {
        foreach (var (path, resource) in resources)
            routes.Map(root + path, resource.InvokeAsync);
    }
}
