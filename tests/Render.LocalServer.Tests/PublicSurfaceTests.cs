using Render.Tests;
using Snapshooter.Xunit;

namespace Render.LocalServer.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_reviewed_one() => Snapshot.Match(PublicSurface.Of(typeof(RenderLocalServer).Assembly));
}
