namespace Render.Generated.Tests.Recorded;

/// <summary>A typed call cannot send this request, which is the point of types.</summary>
internal sealed class InexpressibleException(string reason) : Exception(reason);
