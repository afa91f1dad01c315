using System.Text.Json;

namespace Render;

/// <summary>Versions of stacks as they are sent. The server does not note when they are made: who makes one says so.</summary>
internal static class NewVersion
{
    /// <summary>The version with the time of its making, unless it has one.</summary>
    public static StackVersion Of(StackVersion? version, TimeProvider time) => version?.CreateTimestamp is null
        ? Copy(version, time.GetUtcNow())
        : version;

    /// <summary>What a stack hands down to one that is made of it: its version, but for the time when that was made.</summary>
    public static StackVersion Like(StackMetaData source) => Copy(source.CurrentVersion, createTimestamp: null);

    private static StackVersion Copy(StackVersion? version, DateTimeOffset? createTimestamp)
    {
        var type = RenderJson.TypeInfo<StackVersion>();
        var copy = version is null ? new StackVersion() : JsonSerializer.SerializeToElement(version, type).Deserialize(type)!;
        copy.CreateTimestamp = createTimestamp;
        return copy;
    }
}
