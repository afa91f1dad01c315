using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>
/// Takes over into the contract what a machine can: what is new as a skeleton, what one line of the server has alone with the marks of its
/// lines, what no line has any more as deprecated.
/// </summary>
/// <remarks>
/// What changes the meaning of existing calls (types, media types, codes, values and parameters that are gone) is left to a person
/// and stays in the report.
/// </remarks>
internal sealed class ContractUpdate
{
    private readonly Contract contract;
    private readonly ContractLines lines;
    private readonly string? line;
    private readonly ApiDescription known;
    private readonly ApiDescription whole;
    private readonly ApiDescription server;
    private readonly SchemaWriter schemas;
    private readonly OperationWriter operations;

    private ContractUpdate(Contract contract, LineView view, ApiDescription server, Wording wording)
    {
        this.contract = contract;
        this.server = server;
        lines = ContractLines.Of(contract.Root);
        (line, known, whole) = (view.Line, view.Contract, view.Whole);
        schemas = new SchemaWriter(contract, whole, server, new GetterRules(whole, server), wording);
        operations = new OperationWriter(contract, whole, server, schemas, wording);
    }

    /// <summary>Brings a contract up to date.</summary>
    /// <param name="contract">The contract; it is changed.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="server">The server's description.</param>
    /// <param name="version">The server's version, for the words about what is new; <c>null</c> when it is not known.</param>
    /// <param name="line">The line of the server; <c>null</c> when its operations tell.</param>
    /// <returns>What differed before, and what is left.</returns>
    public static (ComparisonReport Before, ComparisonReport After) Apply(
        Contract contract, string location, ApiDescription server, string? version, string? line = null)
    {
        var view = LineView.Find(contract.Root, location, server, line);
        var report = new DescriptionComparer(view, server).Compare();
        new ContractUpdate(contract, view, server, new Wording(version)).Apply(report);

        // With lines, the contract is of no single version.
        if (version is not null && ContractLines.Of(contract.Root).All.Count == 0)
        {
            SetVersion(contract, version);
        }

        return (report, new DescriptionComparer(LineView.Find(contract.Root, location, server, view.Line), server).Compare());
    }

    private void Apply(ComparisonReport report)
    {
        foreach (var difference in report.Operations)
        {
            var described = server.Operations.FirstOrDefault(operation => $"{operation}" == difference.Subject);
            var before = known.Operations.FirstOrDefault(operation => $"{operation}" == difference.Subject);
            switch (difference.Kind)
            {
                case DifferenceKind.Added when whole.Operations.FirstOrDefault(one => one.Route == described!.Route) is { } other:
                    AddLine(contract.Operation(other.Method, other.Path)!);
                    break;
                case DifferenceKind.Added:
                    MarkNew(operations.Add(described!));
                    break;
                case DifferenceKind.Removed when contract.Operation(before!.Method, before.Path)! is var gone && !RemoveLine(gone):
                    OperationWriter.Deprecate(gone);
                    break;
                case DifferenceKind.Removed:
                    break;
                default:
                    Change(before!, server.Operations.First(operation => operation.Route == before!.Route), difference.Details);
                    break;
            }
        }

        foreach (var difference in report.Models)
        {
            var described = server.Models[difference.Subject];
            if (difference.Kind == DifferenceKind.Added && whole.Models.TryGetValue(described.Name, out var other))
            {
                AddLine(contract.Schemas[other.SchemaName]!.AsObject());
            }
            else if (difference.Kind == DifferenceKind.Added)
            {
                MarkNew(contract.Schemas[schemas.Model(described.Name)]!.AsObject());
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
        foreach (var detail in details)
        {
            var added = after.Parameters.FirstOrDefault(one => one.Name == detail.Name && one.Place != "path");
            var entry = json["parameters"]?.AsArray().OfType<JsonObject>()
                .FirstOrDefault(one => (string?)contract.Resolve(one)["name"] == detail.Name);
            switch (detail)
            {
                case { Kind: DifferenceKind.Added, Part: DifferencePart.Parameter } when entry is not null:
                    AddLine(OwnParameter(entry));
                    break;
                case { Kind: DifferenceKind.Added, Part: DifferencePart.Parameter } when added is not null:
                    MarkNewParameter(json, operations.AddParameter(json, added, after with { Path = before.Path }));
                    break;
                case { Kind: DifferenceKind.Removed, Part: DifferencePart.Parameter } when entry is not null && HasOtherLines(contract.Resolve(entry)):
                    RemoveLine(OwnParameter(entry));
                    break;
                case { Part: DifferencePart.Value } when entry is not null && contract.Resolve(entry)["schema"] is JsonObject schema:
                    ChangeValue(schema, detail);
                    break;
            }
        }
    }

    private void Change(ApiModel described, IReadOnlyList<Detail> details)
    {
        string schemaName = whole.Models[described.Name].SchemaName;
        foreach (var detail in details)
        {
            var existing = contract.Property(schemaName, detail.Name);
            if (detail is { Kind: DifferenceKind.Added, Part: DifferencePart.Property })
            {
                if (existing is not null)
                {
                    AddLine(existing);
                }
                else
                {
                    MarkNew(schemas.AddProperty(described, detail.Name));
                }
            }
            else if (detail.Part == DifferencePart.Value && existing is not null)
            {
                ChangeValue(existing, detail);
            }
        }
    }

    private void ChangeValue(JsonObject schema, Detail detail)
    {
        var enumeration = schemas.Enumeration(schema);
        if (detail.Kind == DifferenceKind.Added && enumeration is not null)
        {
            bool isNew = schemas.AddValue(schema, detail.After!);
            if (line is not null)
            {
                lines.TryMark(enumeration, detail.After!, isNew ? [line] : [.. lines.LinesOf(enumeration, detail.After!), line]);
            }
        }
        else if (detail.Kind == DifferenceKind.Removed && enumeration is not null && line is not null)
        {
            lines.TryMark(enumeration, detail.Before!, [.. lines.LinesOf(enumeration, detail.Before!).Where(one => one != line)]);
        }
    }

    // Nothing belongs to a line where the contract has none.
    private void MarkNew(JsonObject element)
    {
        if (line is not null)
        {
            lines.TryMark(element, [line]);
        }
    }

    // A shared parameter of the same line is as good, and so is any where the whole operation is of that line.
    private void MarkNewParameter(JsonObject operation, JsonObject entry)
    {
        if (line is not null && !IsOfLine(operation) && !IsOfLine(contract.Resolve(entry)))
        {
            MarkNew(OwnParameter(entry));
        }
    }

    private bool IsOfLine(JsonObject element) => lines.LinesOf(element) is [var only] && only == line;

    private void AddLine(JsonObject element)
    {
        if (line is not null)
        {
            lines.TryMark(element, [.. lines.LinesOf(element), line]);
        }
    }

    private bool RemoveLine(JsonObject element) =>
        line is not null && lines.TryMark(element, [.. lines.LinesOf(element).Where(one => one != line)]);

    private bool HasOtherLines(JsonObject element) => line is not null && lines.LinesOf(element).Any(one => one != line);

    // What operations share is written out for the one that differs.
    private JsonObject OwnParameter(JsonObject entry)
    {
        if (!entry.ContainsKey("$ref"))
        {
            return entry;
        }

        var own = contract.Resolve(entry).DeepClone().AsObject();
        entry.ReplaceWith(own);
        return own;
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
