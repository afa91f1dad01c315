using Render.Tests;
using Snapshooter.Xunit;

namespace Render.Extensions.Tests;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_reviewed_one() => Snapshot.Match(PublicSurface.Of(typeof(RenderClient).Assembly));
}
