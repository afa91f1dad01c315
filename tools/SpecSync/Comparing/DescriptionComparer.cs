namespace Render.SpecSync;

/// <summary>
/// Compares what is known with what a server describes. Where a description is silent there is no difference: a server that does not
/// say which code it answers with has not changed it.
/// </summary>
internal sealed class DescriptionComparer
{
    private readonly string? line;
    private readonly ApiDescription contract;
    private readonly ApiDescription whole;
    private readonly ApiDescription known;
    private readonly ApiDescription server;
    private readonly bool isContract;
    private readonly TypeComparison types;
    private readonly GetterRules getters;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="contract">The contract, which knows what of the server's models is on the wire.</param>
    /// <param name="server">The server's description.</param>
    /// <param name="older">An older description to compare with, in place of the contract.</param>
    public DescriptionComparer(ApiDescription contract, ApiDescription server, ApiDescription? older = null)
        : this(new LineView(null, contract, contract), server, older)
    {
    }

    /// <summary>Prepares a comparison with what a line of the server has.</summary>
    /// <inheritdoc cref="DescriptionComparer(ApiDescription, ApiDescription, ApiDescription)"/>
    public DescriptionComparer(LineView contract, ApiDescription server, ApiDescription? older = null)
        : this(contract.Line, contract.Contract, contract.Whole, server, older)
    {
    }

    private DescriptionComparer(string? line, ApiDescription contract, ApiDescription whole, ApiDescription server, ApiDescription? older)
    {
        this.line = line;
        this.contract = contract;
        this.whole = whole;
        known = older ?? contract;
        isContract = older is null;
        this.server = server;
        types = new TypeComparison(server.Models, allowsWider: isContract);
        getters = new GetterRules(whole, server);
    }

    public ComparisonReport Compare() => new(
        line,
        $"{known.Name} ({known.Title})",
        known.Operations.Count(operation => !operation.IsDeprecated),
        $"{server.Name} ({server.Title})",
        server.Operations.Count,
        [.. CompareOperations().OrderBy(difference => difference.Subject[difference.Subject.IndexOf('/')..], StringComparer.Ordinal)],
        [.. CompareModels().OrderBy(difference => difference.Subject, StringComparer.Ordinal)]);

    private IEnumerable<Difference> CompareOperations()
    {
        // Paths that differ in the names of placeholders only are one for the wire.
        var before = known.Operations.Select(operation => operation.Route).ToHashSet();
        var after = server.Operations.DistinctBy(operation => operation.Route).ToDictionary(operation => operation.Route);
        foreach (var operation in after.Values.Where(operation => !before.Contains(operation.Route)))
        {
            yield return new Difference(DifferenceKind.Added, $"{operation}", []);
        }

        foreach (var operation in known.Operations)
        {
            if (!after.TryGetValue(operation.Route, out var described))
            {
                if (!operation.IsDeprecated)
                {
                    yield return new Difference(DifferenceKind.Removed, $"{operation}", []);
                }
            }
            else if (CompareOperation(operation, described).ToList() is { Count: > 0 } details)
            {
                yield return new Difference(DifferenceKind.Changed, $"{operation}", details);
            }
        }
    }

    private IEnumerable<Detail> CompareOperation(ApiOperation before, ApiOperation after) =>
    [
        .. isContract ? [] : CompareTags(before, after),
        .. CompareParameters(before, after),
        .. CompareBodies(before.Body, after.Body),
        .. CompareAnswers(before.Answer, after.Answer),
    ];

    /// <summary>The contract has tags of its own; between two descriptions they tell where an operation has moved to.</summary>
    private static IEnumerable<Detail> CompareTags(ApiOperation before, ApiOperation after) =>
        before.Tags.Order(StringComparer.Ordinal).SequenceEqual(after.Tags.Order(StringComparer.Ordinal))
            ? []
            : [Detail.Changed(DifferencePart.Tag, "", string.Join(", ", before.Tags), string.Join(", ", after.Tags))];

    private IEnumerable<Detail> CompareParameters(ApiOperation before, ApiOperation after)
    {
        // Placeholders are compared by position: their names are not on the wire.
        var renamed = after.Placeholders.Zip(before.Placeholders).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var described = after.Parameters.Select(parameter => parameter.Place == "path"
            ? parameter with { Name = renamed.GetValueOrDefault(parameter.Name, parameter.Name) }
            : parameter).ToList();

        foreach (var parameter in described)
        {
            bool staysInPlace(ApiParameter one) => described.Exists(other => other.Name == one.Name && other.Place == one.Place);
            var match = before.Parameters.FirstOrDefault(one => one.Name == parameter.Name && one.Place == parameter.Place)
                ?? before.Parameters.FirstOrDefault(one => one.Name == parameter.Name && !staysInPlace(one));
            if (match is null)
            {
                yield return Detail.Added(DifferencePart.Parameter, parameter.Name, $"{parameter}");
            }
            else if (match.IsRequired != parameter.IsRequired || match.Place != parameter.Place)
            {
                yield return Detail.Changed(DifferencePart.Parameter, parameter.Name, $"{match}", $"{parameter}");
            }
            else
            {
                foreach (var detail in types.Compare(DifferencePart.Parameter, parameter.Name, match.Type, parameter.Type))
                {
                    yield return detail;
                }
            }
        }

        foreach (var parameter in before.Parameters.Where(one => !one.IsDeprecated && !described.Exists(other => other.Name == one.Name)))
        {
            yield return Detail.Removed(DifferencePart.Parameter, parameter.Name, $"{parameter}");
        }
    }

    private IEnumerable<Detail> CompareBodies(ApiBody? before, ApiBody? after) => (before, after) switch
    {
        (null, null) => [],
        (null, _) => [Detail.Added(DifferencePart.Body, "", $"{after.Type}")],
        (_, null) => [Detail.Removed(DifferencePart.Body, "", $"{before.Type}")],

        // The server's description calls every body optional that is not annotated, though none is.
        _ => (IEnumerable<Detail>)
        [
            .. after.IsRequired && !before.IsRequired
                ? [Detail.Changed(DifferencePart.Body, "", "optional", "required")]
                : Array.Empty<Detail>(),
            .. types.Compare(DifferencePart.Body, "", before.Type, after.Type),
            .. CompareSets(DifferencePart.RequestMediaType, before.MediaTypes, after.MediaTypes),
        ],
    };

    private IEnumerable<Detail> CompareAnswers(ApiAnswer before, ApiAnswer after) =>
    [
        .. CompareSets(
            DifferencePart.SuccessCode,
            [.. before.SuccessCodes.Select(code => $"{code}")],
            [.. after.SuccessCodes.Select(code => $"{code}")]),
        .. CompareAnswerTypes(before.Type, after.Type),

        // A media type for nothing is there because the whole class has it.
        .. before.Type is null ? [] : CompareSets(DifferencePart.AnswerMediaType, before.MediaTypes, after.MediaTypes),
    ];

    private IEnumerable<Detail> CompareAnswerTypes(WireType? before, WireType? after)
    {
        if (after is null || (before is null && !isContract))
        {
            return [];
        }

        if (before is null)
        {
            return [Detail.Added(DifferencePart.Answer, "", $"{after}")];
        }

        // An annotation of an answer can name one list around a type, not a list of lists.
        return before is WireType.List && after is WireType.List
            ? types.Compare(DifferencePart.Answer, "", before.Innermost, after.Innermost)
            : types.Compare(DifferencePart.Answer, "", before, after);
    }

    private static IEnumerable<Detail> CompareSets(DifferencePart part, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        before.Count == 0 || after.Count == 0
            ? []
            :
            [
                .. after.Except(before).Select(value => Detail.Added(part, "", value)),
                .. before.Except(after).Select(value => Detail.Removed(part, "", value)),
            ];

    private IEnumerable<Difference> CompareModels()
    {
        foreach (var model in UsedModels(server))
        {
            if (!known.Models.TryGetValue(model.Name, out var before))
            {
                yield return new Difference(DifferenceKind.Added, model.Name, []);
            }
            else if (CompareProperties(before, model).ToList() is { Count: > 0 } details)
            {
                yield return new Difference(DifferenceKind.Changed, model.Name, details);
            }
        }

        if (!isContract)
        {
            var kept = server.Models.Keys.Concat(contract.Models.Keys).ToHashSet();
            foreach (var model in UsedModels(known).Where(model => !kept.Contains(model.Name)))
            {
                yield return new Difference(DifferenceKind.Removed, model.Name, []);
            }
        }
    }

    private IEnumerable<Detail> CompareProperties(ApiModel before, ApiModel after)
    {
        foreach (var property in getters.Fields(after))
        {
            var match = before.Properties.FirstOrDefault(one => one.Name == property.Name);
            foreach (var detail in match is null
                ? [Detail.Added(DifferencePart.Property, property.Name, $"{property.Type}")]
                : types.Compare(DifferencePart.Property, property.Name, match.Type, property.Type))
            {
                yield return detail;
            }
        }

        foreach (var detail in isContract ? [] : RemovedProperties(before, after))
        {
            yield return detail;
        }
    }

    /// <summary>
    /// What an older description had. A field without a getter is not described: so the contract, which has all fields, is asked, and
    /// never compared this way.
    /// </summary>
    private IEnumerable<Detail> RemovedProperties(ApiModel before, ApiModel after)
    {
        var fields = NamesOf(whole);
        var kept = NamesOf(contract).Concat(after.Properties.Select(property => property.Name)).ToHashSet();
        int lastField = before.Own.Select((property, index) => fields.Contains(property.Name) ? index : -1).DefaultIfEmpty(-1).Max();
        return from item in before.Own.Index()
               let property = item.Item
               where getters.Fields(before).Contains(property) && !kept.Contains(property.Name)
               let doubt = item.Index > lastField ? ", perhaps a getter that never was on the wire" : ""
               select Detail.Removed(DifferencePart.Property, property.Name, $"{property.Type}{doubt}");

        HashSet<string> NamesOf(ApiDescription description) =>
            description.Models.GetValueOrDefault(before.Name)?.Properties.Select(property => property.Name).ToHashSet() ?? [];
    }

    /// <summary>The models that an operation needs, or a property that is on the wire, with all kinds of them.</summary>
    private HashSet<ApiModel> UsedModels(ApiDescription description)
    {
        var used = new HashSet<ApiModel>(ReferenceEqualityComparer.Instance);
        var carried = description.Operations
            .SelectMany(operation => new[] { operation.Body?.Type, operation.Answer.Type }).OfType<WireType>();
        var waiting = new Queue<string>(carried.SelectMany(type => type.ModelNames));
        while (waiting.TryDequeue(out string? name))
        {
            if (description.Models.TryGetValue(name, out var model) && used.Add(model))
            {
                var kinds = description.Models.Values.Where(one => one.Parents.Contains(model.Name)).Select(one => one.Name);
                var inside = getters.Fields(model).SelectMany(property => property.Type.ModelNames);
                foreach (string next in inside.Concat(kinds).Concat(model.Parents))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return used;
    }
}
