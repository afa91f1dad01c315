using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>Takes over into the contract what a machine can: what is new as a skeleton, what is gone as deprecated.</summary>
/// <remarks>
/// What changes the meaning of existing calls (types, media types, codes, values and parameters that are gone) is left to a person
/// and stays in the report.
/// </remarks>
internal sealed class ContractUpdate
{
    private readonly Contract contract;
    private readonly ApiDescription known;
    private readonly ApiDescription server;
    private readonly SchemaWriter schemas;
    private readonly OperationWriter operations;

    private ContractUpdate(Contract contract, ApiDescription known, ApiDescription server, Wording wording)
    {
        this.contract = contract;
        this.known = known;
        this.server = server;
        schemas = new SchemaWriter(contract, known, server, new GetterRules(known, server), wording);
        operations = new OperationWriter(contract, known, server, schemas, wording);
    }

    /// <summary>Brings a contract up to date.</summary>
    /// <param name="contract">The contract; it is changed.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="server">The server's description.</param>
    /// <param name="version">The server's version, which the contract then describes; <c>null</c> to keep what it says.</param>
    /// <returns>What differed before, and what is left.</returns>
    public static (ComparisonReport Before, ComparisonReport After) Apply(
        Contract contract, string location, ApiDescription server, string? version)
    {
        var known = DescriptionReader.Read(contract.Root, location);
        var report = new DescriptionComparer(known, server).Compare();
        new ContractUpdate(contract, known, server, new Wording(version)).Apply(report);
        if (version is not null)
        {
            SetVersion(contract, version);
        }

        return (report, new DescriptionComparer(DescriptionReader.Read(contract.Root, location), server).Compare());
    }

    private void Apply(ComparisonReport report)
    {
        foreach (var difference in report.Operations)
        {
            var described = server.Operations.FirstOrDefault(operation => $"{operation}" == difference.Subject);
            var before = known.Operations.FirstOrDefault(operation => $"{operation}" == difference.Subject);
            switch (difference.Kind)
            {
                case DifferenceKind.Added:
                    operations.Add(described!);
                    break;
                case DifferenceKind.Removed:
                    OperationWriter.Deprecate(contract.Operation(before!.Method, before.Path)!);
                    break;
                default:
                    Change(before!, server.Operations.First(operation => operation.Route == before!.Route), difference.Details);
                    break;
            }
        }

        foreach (var difference in report.Models)
        {
            var described = server.Models[difference.Subject];
            if (difference.Kind == DifferenceKind.Added)
            {
                schemas.Model(described.Name);
            }
            else
            {
                Change(described, difference.Details);
            }
        }
    }

    private void Change(ApiOperation before, ApiOperation after, IReadOnlyList<Detail> details)
    {
        var json = contract.Operation(before.Method, before.Path)!;
        foreach (var detail in details.Where(detail => detail.Kind == DifferenceKind.Added))
        {
            var added = after.Parameters.FirstOrDefault(one => one.Name == detail.Name && one.Place != "path");
            var existing = json["parameters"]?.AsArray().OfType<JsonObject>().Select(contract.Resolve)
                .FirstOrDefault(one => (string?)one["name"] == detail.Name);
            if (detail.Part == DifferencePart.Parameter && added is not null)
            {
                operations.AddParameter(json, added, after with { Path = before.Path });
            }
            else if (detail.Part == DifferencePart.Value && existing?["schema"] is JsonObject schema)
            {
                schemas.AddValue(schema, detail.After!);
            }
        }
    }

    private void Change(ApiModel described, IReadOnlyList<Detail> details)
    {
        foreach (var detail in details.Where(detail => detail.Kind == DifferenceKind.Added))
        {
            if (detail.Part == DifferencePart.Property)
            {
                schemas.AddProperty(described, detail.Name);
            }
            else if (contract.Schemas[known.Models[described.Name].SchemaName]?["properties"]?[detail.Name] is JsonObject schema)
            {
                schemas.AddValue(schema, detail.After!);
            }
        }
    }

    private static void SetVersion(Contract contract, string version)
    {
        var info = contract.Root["info"]!.AsObject();
        string? old = (string?)info["version"];
        info["version"] = version;
        if (old is not null && (string?)info["description"] is { } description)
        {
            info["description"] = description.Replace($"version {old} ", $"version {version} ", StringComparison.Ordinal);
        }
    }
}
