using System.Reflection;
using System.Text.RegularExpressions;
using Render;
using Render.Transforms;

namespace Documentation.Tests;

/// <summary>docs/from-render-python.md has a row for everything that render-python offers, and its rows are true.</summary>
public partial class RenderPythonTests
{
    private static readonly Assembly[] Packages =
        [typeof(TransformSpec).Assembly, typeof(StackVersion).Assembly, typeof(RenderClient).Assembly, typeof(RenderLocalServer).Assembly];

    private static readonly ILookup<string, Type> Types = Packages
        .SelectMany(assembly => assembly.GetExportedTypes())
        .ToLookup(type => type.Name.Split('`')[0]);

    private static readonly Row[] Table = [.. Document.Open("docs/from-render-python.md").Rows().Select(cells => new Row(cells))];

    [Fact]
    public void Every_name_of_render_python_has_its_row()
    {
        var names = File.ReadLines(Repository.Golden("render-python-names.txt"))
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Empty(names.Except(Table.SelectMany(row => row.PythonNames)));
    }

    [Fact]
    public void Every_row_names_members_that_exist()
    {
        Assert.Empty(Table.Where(row => row.Members.Length == 0).Select(row => $"{row.PythonNames[0]} names no member"));
        Assert.Empty(Table.SelectMany(row => row.Members.Where(member => !Exists(member)).Select(member => $"{row.PythonNames[0]}: there is no {member}")));
    }

    [Fact]
    public void The_code_of_every_row_compiles()
    {
        Assert.Empty(Table.Where(row => row.Code.Length == 0).Select(row => $"{row.PythonNames[0]} shows no code"));
        Assert.Empty(Table.SelectMany(row => row.Code
            .SelectMany(code => ExampleCompiler.Errors(code))
            .Select(error => $"{row.PythonNames[0]}: {error}")));
    }

    [Fact]
    public void Every_row_says_what_is_better_and_none_puts_the_reader_off()
    {
        Assert.Empty(Table.Where(row => row.Better.Length == 0).Select(row => row.PythonNames[0]));
        Assert.Empty(Table.Where(row => PutsOff().IsMatch(row.Better)).Select(row => row.PythonNames[0]));
    }

    [Fact]
    public void A_member_that_does_not_exist_would_be_found() => Assert.False(Exists("RenderStack.NoSuchMember"));

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        return Types[parts[0]].Any(type => parts.Length == 1 || Has(type, parts[1]));
    }

    private static bool Has(Type type, string member) =>
        type.GetMember(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Length > 0
        || type.GetInterfaces().Any(inherited => inherited.GetMember(member).Length > 0);

    [GeneratedRegex("not yet|use Java|todo|not supported|not implemented", RegexOptions.IgnoreCase)]
    private static partial Regex PutsOff();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    private sealed record Row(string[] PythonNames, string[] Members, string[] Code, string Better)
    {
        public Row(string[] cells)
            : this(Quoted(cells[0]), Quoted(cells[1]), Quoted(cells[2]), cells[3])
        {
        }

        private static string[] Quoted(string cell) => [.. RenderPythonTests.Code().Matches(cell).Select(match => match.Groups["code"].Value)];
    }
}
