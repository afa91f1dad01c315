namespace Render;

/// <summary>Layers and the sections in them.</summary>
public static class StackLayerExtensions
{
    /// <summary>Looks up the sections of a layer (<c>Sections.GetLayerSectionData</c>). Usually it has one; those that were merged have several.</summary>
    /// <param name="stack">The stack, in any state.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The ids in ordinal order; none when the layer has no tiles.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<IReadOnlyList<string>> GetSectionIdsAsync(
        this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var sections = await stack.Client.Api.Sections
            .GetLayerSectionDataAsync(stack.Owner, stack.Project, stack.Name, z, cancellationToken)
            .ConfigureAwait(false);
        return [.. sections.Select(section => section.SectionId).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Looks up the layer of a section (<c>Sections.GetSectionZ</c>).</summary>
    /// <param name="stack">The stack, in any state.</param>
    /// <param name="sectionId">The section's id, which its tiles carry in their layout.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its z; one of them when the section is spread over several.</returns>
    /// <exception cref="RenderNotFoundException">The section or the stack does not exist.</exception>
    public static Task<double> GetSectionZAsync(this RenderStack stack, string sectionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Sections.GetSectionZAsync(stack.Owner, stack.Project, stack.Name, sectionId, cancellationToken);
    }

    /// <summary>Does something for each layer, several side by side.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="action">What is done; told z, and when to stop.</param>
    /// <param name="zValues">The layers; all of the stack when <c>null</c> (<c>Stacks.GetZValues</c>).</param>
    /// <param name="parallelism">How many layers are worked on side by side, at least 1.</param>
    /// <param name="cancellationToken">Stops between layers, and tells the actions to stop.</param>
    /// <remarks>The first failure tells the others to stop, and is thrown when they have.</remarks>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task ForEachLayerAsync(
        this RenderStack stack,
        Func<double, CancellationToken, ValueTask> action,
        IEnumerable<double>? zValues = null,
        int parallelism = OrderedParallel.DefaultParallelism,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        zValues ??= await stack.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await Parallel.ForEachAsync(zValues, parallel, action).ConfigureAwait(false);
    }
}
