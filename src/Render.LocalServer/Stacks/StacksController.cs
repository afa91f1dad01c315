using System.Text.Json;

namespace Render.LocalServer;

/// <summary>Stacks, their states and their metadata.</summary>
internal sealed class StacksController(StackStore stacks, SectionReports reports) : StacksControllerBase
{
    protected override Task<Answer> ListOwners(CancellationToken cancellationToken) =>
        stacks.ReadAsync(session => Answer.Of<IReadOnlyList<string>>(session.Owners()), cancellationToken);

    protected override Task<Answer> ListProjects(string owner, CancellationToken cancellationToken) =>
        stacks.ReadAsync(session => Answer.Of<IReadOnlyList<string>>(session.Projects(owner)), cancellationToken);

    protected override Task<Answer> ListStackIds(string owner, CancellationToken cancellationToken) => ListIds(owner, null, cancellationToken);

    protected override Task<Answer> ListProjectStackIds(string owner, string project, CancellationToken cancellationToken) =>
        ListIds(owner, project, cancellationToken);

    protected override Task<Answer> ListStacks(string owner, CancellationToken cancellationToken) => List(owner, null, cancellationToken);

    protected override Task<Answer> ListProjectStacks(string owner, string project, CancellationToken cancellationToken) =>
        List(owner, project, cancellationToken);

    protected override Task<Answer> GetStack(string owner, string project, string stack, CancellationToken cancellationToken) =>
        Read(owner, project, stack, (_, row) => Answer.Of(row.Metadata), cancellationToken);

    protected override async Task<Answer> CreateStackVersion(
        string owner, string project, string stack, StackVersion? stackVersion, CancellationToken cancellationToken)
    {
        await stacks.CreateVersionAsync(new(owner, project, stack), stackVersion, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override async Task<Answer> DeleteStack(string owner, string project, string stack, CancellationToken cancellationToken)
    {
        await stacks.DeleteAsync(new(owner, project, stack), cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override async Task<Answer> SetStackState(
        string owner, string project, string stack, StackState state, CancellationToken cancellationToken)
    {
        await stacks.SetStateAsync(new(owner, project, stack), state, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override async Task<Answer> RenameStack(
        string owner, string fromProject, string fromStack, StackId? stackId, CancellationToken cancellationToken)
    {
        if (stackId is null)
            throw new InvalidArgumentException("no stack id provided");

        await stacks.RenameAsync(
            new(owner, fromProject, fromStack), new(stackId.Owner, stackId.Project, stackId.Stack), cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override async Task<Answer> CloneStack(
        string owner, string fromProject, string fromStack, string toStack, IReadOnlyList<double>? z, string? toProject,
        bool? skipTransforms, StackVersion? stackVersion, CancellationToken cancellationToken)
    {
        await stacks.CloneAsync(
            new(owner, fromProject, fromStack), new(owner, toProject ?? fromProject, toStack), stackVersion, z, skipTransforms ?? false,
            cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override Task<Answer> GetStackBounds(string owner, string project, string stack, CancellationToken cancellationToken) => Read(
        owner, project, stack,
        (_, row) => Answer.Of(row.Metadata.Stats?.StackBounds ?? throw new InvalidArgumentException(
            $"Stats for {row.Key} have not been stored.  If all data has been loaded for this stack, setting its state to COMPLETE "
            + "will trigger derivation and storage of all the stack's stats.")),
        cancellationToken);

    protected override Task<Answer> GetZValues(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Read(owner, project, stack, (session, row) => Answer.Of<IReadOnlyList<double>>(session.ZValues(row, new(minZ, maxZ))), cancellationToken);

    protected override Task<Answer> GetSectionData(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Read(
            owner, project, stack, (session, row) => Answer.Of<IReadOnlyList<SectionData>>(session.Sections(row, new(minZ, maxZ))),
            cancellationToken);

    protected override async Task<Answer> GetMergeableSections(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Answer.Text(await reports.MergeableTextAsync(new(owner, project, stack), new(minZ, maxZ), cancellationToken).ConfigureAwait(false));

    protected override async Task<Answer> GetMergeableZValues(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Answer.Of(await reports.MergeableAsync(new(owner, project, stack), new(minZ, maxZ), cancellationToken).ConfigureAwait(false));

    protected override async Task<Answer> GetMergedZValues(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Answer.Of(await reports.MergedAsync(new(owner, project, stack), new(minZ, maxZ), cancellationToken).ConfigureAwait(false));

    protected override async Task<Answer> GetReorderedSectionData(
        string owner, string project, string stack, double? minZ, double? maxZ, CancellationToken cancellationToken) =>
        Answer.Of(await reports.ReorderedAsync(new(owner, project, stack), new(minZ, maxZ), cancellationToken).ConfigureAwait(false));

    protected override Task<Answer> GetCycle(string owner, string project, string stack, CancellationToken cancellationToken) => ReadVersion(
        owner, project, stack,
        version => Answer.Of(new ReconstructionCycle { Number = version.CycleNumber, StepNumber = version.CycleStepNumber }),
        cancellationToken);

    protected override Task<Answer> SetCycle(
        string owner, string project, string stack, ReconstructionCycle? cycle, CancellationToken cancellationToken) =>
        Change(
            owner, project, stack,
            version => (version.CycleNumber, version.CycleStepNumber) = (cycle?.Number, cycle?.StepNumber),
            cancellationToken);

    protected override Task<Answer> DeleteCycle(string owner, string project, string stack, CancellationToken cancellationToken) =>
        SetCycle(owner, project, stack, null, cancellationToken);

    protected override Task<Answer> GetDefaultChannel(string owner, string project, string stack, CancellationToken cancellationToken) =>
        ReadVersion(owner, project, stack, version => Answer.OfUnquoted(version.DefaultChannel), cancellationToken);

    protected override Task<Answer> SetDefaultChannel(
        string owner, string project, string stack, string? channel, CancellationToken cancellationToken) =>
        Change(owner, project, stack, version => version.DefaultChannel = channel, cancellationToken);

    protected override Task<Answer> DeleteDefaultChannel(string owner, string project, string stack, CancellationToken cancellationToken) =>
        SetDefaultChannel(owner, project, stack, null, cancellationToken);

    protected override Task<Answer> GetMaterializedBoxRootPath(
        string owner, string project, string stack, CancellationToken cancellationToken) =>
        ReadVersion(owner, project, stack, version => Answer.OptionalText(version.MaterializedBoxRootPath), cancellationToken);

    protected override Task<Answer> SetMaterializedBoxRootPath(
        string owner, string project, string stack, string? rootPath, CancellationToken cancellationToken) =>
        Change(owner, project, stack, version => version.MaterializedBoxRootPath = rootPath?.Trim(), cancellationToken);

    protected override Task<Answer> DeleteMaterializedBoxRootPath(
        string owner, string project, string stack, CancellationToken cancellationToken) =>
        SetMaterializedBoxRootPath(owner, project, stack, null, cancellationToken);

    protected override Task<Answer> GetMipmapPathBuilder(string owner, string project, string stack, CancellationToken cancellationToken) =>
        ReadVersion(owner, project, stack, version => Answer.OfOptional(version.MipmapPathBuilder), cancellationToken);

    protected override Task<Answer> SetMipmapPathBuilder(
        string owner, string project, string stack, MipmapPathBuilder? mipmapPathBuilder, CancellationToken cancellationToken)
    {
        var checkedBuilder = MipmapPaths.Check(mipmapPathBuilder);
        return Change(owner, project, stack, version => version.MipmapPathBuilder = checkedBuilder, cancellationToken);
    }

    protected override Task<Answer> DeleteMipmapPathBuilder(
        string owner, string project, string stack, CancellationToken cancellationToken) =>
        Change(owner, project, stack, version => version.MipmapPathBuilder = null, cancellationToken);

    protected override Task<Answer> GetResolutionValues(string owner, string project, string stack, CancellationToken cancellationToken) =>
        ReadVersion(
            owner, project, stack,
            version => Answer.Of<IReadOnlyList<double?>>([version.StackResolutionX, version.StackResolutionY, version.StackResolutionZ]),
            cancellationToken);

    protected override Task<Answer> SetResolutionValues(
        string owner, string project, string stack, IReadOnlyList<double>? resolutionValues, CancellationToken cancellationToken)
    {
        if (resolutionValues is null)
            throw new IllegalStateException("no resolution values provided");

        return Change(
            owner, project, stack,
            version =>
            {
                version.StackResolutionX = resolutionValues.Count > 0 ? resolutionValues[0] : version.StackResolutionX;
                version.StackResolutionY = resolutionValues.Count > 1 ? resolutionValues[1] : version.StackResolutionY;
                version.StackResolutionZ = resolutionValues.Count > 2 ? resolutionValues[2] : version.StackResolutionZ;
            },
            cancellationToken);
    }

    protected override Task<Answer> DeleteResolutionValues(string owner, string project, string stack, CancellationToken cancellationToken) =>
        Change(
            owner, project, stack,
            version => version.StackResolutionX = version.StackResolutionY = version.StackResolutionZ = null,
            cancellationToken);

    private Task<Answer> ListIds(string owner, string? project, CancellationToken cancellationToken) => stacks.ReadAsync(
        session => Answer.Of<IReadOnlyList<StackId>>(session.List(
            owner, project, "project, name", row => new StackId { Owner = owner, Project = row.GetString(0), Stack = row.GetString(1) })),
        cancellationToken);

    private Task<Answer> List(string owner, string? project, CancellationToken cancellationToken) => stacks.ReadAsync(
        session =>
        {
            var json = AnswerBuffer.Rent();
            using var writer = new Utf8JsonWriter(json.Writer, ServerJson.WriterOptions);
            writer.WriteStartArray();
            foreach (var metadata in session.List(owner, project, "metadata", row => row.Bytes(0)))
                writer.WriteRawValue(metadata, skipInputValidation: true);

            writer.WriteEndArray();
            writer.Flush();
            return Answer.OfJson(json);
        },
        cancellationToken);

    private Task<Answer> Read(
        string owner, string project, string stack, Func<Session, StackRow, Answer> read, CancellationToken cancellationToken) =>
        stacks.ReadAsync(new(owner, project, stack), read, cancellationToken);

    private Task<Answer> ReadVersion(
        string owner, string project, string stack, Func<StackVersion, Answer> read, CancellationToken cancellationToken) =>
        Read(owner, project, stack, (_, row) => read(row.Metadata.CurrentVersion ?? new StackVersion()), cancellationToken);

    private async Task<Answer> Change(
        string owner, string project, string stack, Action<StackVersion> change, CancellationToken cancellationToken)
    {
        await stacks.ChangeVersionAsync(new(owner, project, stack), change, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }
}
