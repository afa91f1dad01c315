using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Whole tiles against the reference implementation.</summary>
public sealed class TileTests
{
    // Tiles with real lens corrections lie beside the checkout where there are any; they are not ours to give away.
    private static readonly string RealTiles = Path.Combine(Repository.Root, "..", "shared", "data", "tilespecs-with-lens-correction.json");

    private static readonly JsonElement[] Cases =
    [
        .. Golden.Read("tilespecs.json").EnumerateArray(),
        .. File.Exists(RealTiles) ? Golden.Read(RealTiles).EnumerateArray() : default,
    ];

    public static TheoryData<string> Computable => [.. Cases.Where(testCase => testCase.TryGetProperty("expected", out _)).Select(Name)];

    [Theory]
    [MemberData(nameof(Computable))]
    public void Bounds_are_those_that_the_server_derives(string name)
    {
        Tile tile = Read(name);
        JsonElement expected = tile.Case.GetProperty("expected");
        if (!tile.Case.GetProperty("derivationNeeded").GetBoolean())
            return;

        BoundingBox bounds = TileBoundingBox.DeriveAsServer(tile.Transform, tile.Width, tile.Height, tile.MeshCellSize);
        Assert.Equal(
            new BoundingBox(Number(expected, "minX"), Number(expected, "minY"), Number(expected, "maxX"), Number(expected, "maxY")),
            bounds);
    }

    [Theory]
    [MemberData(nameof(Computable))]
    public void Local_points_go_where_the_server_sends_them(string name)
    {
        Tile tile = Read(name);
        foreach (JsonElement sample in tile.Case.GetProperty("localToWorld").EnumerateArray())
        {
            Point2D local = Golden.Point(sample.GetProperty("local"));
            Point2D expected = Golden.Point(sample.GetProperty("world"));
            Point2D actual = tile.Transform?.Apply(local) ?? local;
            double tolerance = Math.Max(Math.Abs(expected.X), Math.Abs(expected.Y)) * 2e-11;
            Assert.True(
                actual == expected || (Math.Abs(expected.X - actual.X) <= tolerance && Math.Abs(expected.Y - actual.Y) <= tolerance),
                $"{local}: expected {expected}, but was {actual}");
        }
    }

    [Theory]
    [MemberData(nameof(Computable))]
    public void World_points_come_back_through_the_mesh_as_in_the_server(string name)
    {
        Tile tile = Read(name);
        var mesh = new TransformMesh(tile.Transform, tile.Width, tile.Height, tile.MeshCellSize);
        foreach (JsonElement sample in tile.Case.GetProperty("worldToLocal").EnumerateArray())
        {
            Point2D world = Golden.Point(sample.GetProperty("world"));
            bool found = mesh.TryInvert(world, out Point2D local);
            Assert.True(found != sample.TryGetProperty("error", out _), $"{world} is {(found ? $"found at {local}" : "refused")}");
            if (!found)
                continue;

            Point2D expected = Golden.Point(sample.GetProperty("local"));
            double tolerance = 1e-9 + Math.Max(Math.Abs(world.X), Math.Abs(world.Y)) * 1e-14;
            Assert.Equal(expected.X, local.X, tolerance);
            Assert.Equal(expected.Y, local.Y, tolerance);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.6)]
    [InlineData(2.5)]
    public void World_points_come_back_through_the_mesh_from_the_whole_of_a_turned_tile_and_from_nowhere_beside_it(double angle)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var transform = new AffineModel2D(cosine, sine, -sine, cosine, 1e5, -2e5);
        var mesh = new TransformMesh(transform, width: 1000, height: 700, meshCellSize: 64);
        for (double y = -400.5; y < 1100; y += 23)
        {
            for (double x = -400.5; x < 1400; x += 23)
            {
                bool isInside = x is >= 0 and <= 999 && y is >= 0 and <= 699;
                Assert.Equal(isInside, mesh.TryInvert(transform.Apply(new Point2D(x, y)), out Point2D local));
                if (isInside)
                    Assert.True(double.Hypot(local.X - x, local.Y - y) < 1e-9, $"({x}, {y}) came back as {local}");
            }
        }
    }

    // Halfway the image turns back to where it came from: only the half that is not mirrored has an answer, far from where it is looked for first.
    [Fact]
    public void World_points_of_a_folded_tile_come_back_through_the_mesh_from_the_half_that_is_not_mirrored()
    {
        var transform = new PolynomialTransform2D([0, -2, 0, 0.002, 0, 0], [0, 0, 1, 0, 0, 0]);
        var mesh = new TransformMesh(transform, width: 1001, height: 700, meshCellSize: 20);
        for (double y = 0; y < 699; y += 31)
        {
            for (double x = 560; x <= 1000; x += 11)
            {
                Assert.True(mesh.TryInvert(transform.Apply(new Point2D(x, y)), out Point2D local), $"({x}, {y}) did not come back");
                Assert.True(double.Hypot(local.X - x, local.Y - y) < 2, $"({x}, {y}) came back as {local}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Computable))]
    public void World_points_come_back_accurately_from_all_of_the_tile(string name)
    {
        Tile tile = Read(name);
        var inverter = new TransformInverter(tile.Transform, tile.Width, tile.Height);
        for (int i = 0; i <= 8; i++)
        {
            for (int j = 0; j <= 8; j++)
            {
                var local = new Point2D(tile.Width * i / 8, tile.Height * j / 8);
                Point2D world = tile.Transform?.Apply(local) ?? local;
                bool found = inverter.TryInvert(world, out Point2D back, out double residual);
                if (IsCollapsed(name))
                {
                    Assert.False(found, $"{world} comes from a tile without area");
                    continue;
                }

                double precision = Math.Max(TransformInverter.MaximumResidual, Math.Max(Math.Abs(world.X), Math.Abs(world.Y)) * 1e-14);
                Assert.True(found && residual <= precision, $"{local} of {name}: {(found ? $"residual {residual}" : "not found")}");
                Assert.True(double.Hypot(back.X - local.X, back.Y - local.Y) < 1e-6, $"{local} came back as {back}");
            }
        }

        Assert.False(inverter.TryInvert(new Point2D(-1e7, 3e7), out _));
    }

    [Theory]
    [MemberData(nameof(Computable))]
    public void Containing_bounds_contain_the_tile_and_little_else(string name)
    {
        Tile tile = Read(name);
        BoundingBox bounds = TileBoundingBox.DeriveContaining(tile.Transform, tile.Width, tile.Height, tile.MeshCellSize);
        Extent extent = new();
        for (int i = 0; i <= 120; i++)
        {
            for (int j = 0; j <= 120; j++)
            {
                var local = new Point2D(tile.Width * i / 120, tile.Height * j / 120);
                extent.Add(tile.Transform?.Apply(local) ?? local);
            }
        }

        double margin = 1e-9 + 1e-12 * Math.Max(Math.Abs(extent.MaxX), Math.Abs(extent.MaxY));
        Assert.True(
            bounds.MinX <= extent.MinX + margin && bounds.MinY <= extent.MinY + margin && bounds.MaxX >= extent.MaxX - margin && bounds.MaxY >= extent.MaxY - margin,
            $"{bounds} does not contain {new BoundingBox(extent.MinX, extent.MinY, extent.MaxX, extent.MaxY)}");
        Assert.True(
            bounds.Width < 1.01 * (extent.MaxX - extent.MinX) + 1 && bounds.Height < 1.01 * (extent.MaxY - extent.MinY) + 1,
            $"{bounds} is too large");
    }

    [Theory]
    [MemberData(nameof(Computable))]
    public void Lists_and_references_are_flattened_as_by_the_server(string name)
    {
        Tile tile = Read(name);
        if (!tile.Case.TryGetProperty("flattenedTransforms", out JsonElement expected))
            return;

        var flat = new ListTransform(tile.Transform?.Flatten() ?? []);

        Assert.Equal(Canonical(expected), Canonical(JsonSerializer.SerializeToElement(flat, TransformJsonContext.Default.TransformSpec)));
    }

    // Labels are a set: the server writes them in any order.
    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member =>
            $"{member.Name}:{(member.Name == "labels" ? string.Join(',', member.Value.EnumerateArray().Select(label => label.GetString()).Order(StringComparer.Ordinal)) : Canonical(member.Value))}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Number => element.GetDouble().ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };

    private static bool IsCollapsed(string name) => name is "rank one" or "affine and polynomial order 0";

    private static string Name(JsonElement testCase) => testCase.GetProperty("name").GetString()!;

    private static double Number(JsonElement element, string name) => Golden.Number(element.GetProperty(name));

    private static Tile Read(string name)
    {
        JsonElement testCase = Cases.Single(candidate => Name(candidate) == name);
        JsonElement spec = testCase.GetProperty("tileSpec");
        Dictionary<string, TransformSpec> shared = testCase.GetProperty("sharedTransforms").EnumerateArray()
            .Select(Golden.Spec).ToDictionary(transform => transform.Id!);
        TransformSpec? transform = spec.TryGetProperty("transforms", out JsonElement transforms) ? Golden.Spec(transforms).Resolve(shared) : null;
        return new Tile(testCase, transform, Number(spec, "width"), Number(spec, "height"), Number(testCase, "meshCellSize"));
    }

    private sealed record Tile(JsonElement Case, TransformSpec? Transform, double Width, double Height, double MeshCellSize);
}
