namespace Render.Generators;

/// <summary>The text of members that a transform class lacks.</summary>
internal static class NewMembers
{
    private const string NotWritten = "throw new global::System.NotImplementedException()";

    /// <summary>A constructor, the formula, the reader and the writer, as far as the class has none.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol type)
    {
        ITypeSymbol numbers = TransformDeclaration.Numbers(type)!;
        string name = numbers.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        List<(IParameterSymbol Parameter, string Property)>? values = Values(numbers);
        bool isList = numbers is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Double };

        if (!type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && !IsFromJson(constructor)))
            yield return $"public {Identifiers.Escape(type.Name)}({name} numbers) : base(numbers) {{ }}";

        if (!Has(type, "Apply", parameters: 1))
            yield return $"public override global::{TransformDeclaration.Namespace}.Point2D Apply(global::{TransformDeclaration.Namespace}.Point2D point) => {NotWritten};";

        if (!Has(type, "Parse", parameters: 1))
        {
            string read = isList
                ? "{\nvar numbers = new double[data.Count];\ndata.ReadDoubles(numbers, \"numbers\");\nreturn numbers;\n}"
                : values is null ? $"=> {NotWritten};" : $"=> new({string.Join(", ", values.Select(value => Read(value.Parameter)))});";
            yield return $"protected override {name} Parse(ref global::{TransformDeclaration.Namespace}.DataStringReader data) {read}";
        }

        if (!Has(type, "Format", parameters: 2))
            yield return $"protected override void Format({name} parameters, global::{TransformDeclaration.Namespace}.DataStringWriter data) {(isList ? "=> data.Write(parameters);" : Write(values))}";
    }

    private static bool Has(INamedTypeSymbol type, string method, int parameters) =>
        type.GetMembers(method).OfType<IMethodSymbol>().Any(one => one.IsOverride && one.Parameters.Length == parameters);

    // The generated one.
    private static bool IsFromJson(IMethodSymbol constructor) => constructor.Parameters is [{ Type.Name: "LeafTransformData" }];

    // What the longest constructor takes, with the properties that give it back; null if that is more than plain numbers.
    private static List<(IParameterSymbol Parameter, string Property)>? Values(ITypeSymbol numbers)
    {
        IMethodSymbol? constructor = (numbers as INamedTypeSymbol)?.InstanceConstructors
            .Where(one => one.DeclaredAccessibility != Accessibility.Private && !IsCopy(one, numbers))
            .OrderByDescending(one => one.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null or { Parameters.Length: 0 })
            return null;

        var values = new List<(IParameterSymbol Parameter, string Property)>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            IPropertySymbol? property = numbers.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(one =>
                string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(one.Type, parameter.Type));
            if (property is null || parameter.Type.SpecialType is not (SpecialType.System_Double or SpecialType.System_Int32))
                return null;

            values.Add((parameter, Identifiers.Escape(property.Name)));
        }

        return values;
    }

    private static bool IsCopy(IMethodSymbol constructor, ITypeSymbol type) =>
        constructor.Parameters is [var only] && SymbolEqualityComparer.Default.Equals(only.Type, type);

    private static string Read(IParameterSymbol parameter)
    {
        string meaning = char.ToLowerInvariant(parameter.Name[0]) + parameter.Name.Substring(1);
        return $"data.{(IsDouble(parameter) ? "ReadDouble" : "ReadInt32")}(\"{meaning}\")";
    }

    private static string Write(List<(IParameterSymbol Parameter, string Property)>? values)
    {
        if (values is null)
            return $"=> {NotWritten};";

        if (values.Count > 1 && values.All(value => IsDouble(value.Parameter)))
            return $"=> data.Write([{string.Join(", ", values.Select(value => $"parameters.{value.Property}"))}]);";

        IEnumerable<string> calls = values.Select(value => $"data.Write(parameters.{value.Property});");
        return values.Count == 1 ? $"=> {calls.First()}" : $"{{\n{string.Join("\n", calls)}\n}}";
    }

    private static bool IsDouble(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_Double;
}
