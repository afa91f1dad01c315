using Render.Tests;
using Snapshooter.Xunit;

namespace Render.Generated.Tests.Conventions;

public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_changes_in_review_only() => PublicSurface.Of(GeneratedCode.Assembly).MatchSnapshot();
}
