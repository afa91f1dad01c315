namespace Render.Generators;

/// <summary>What the generator knows of an annotated class: values only, so that an edit elsewhere changes nothing.</summary>
internal sealed record TransformModel(string Namespace, string Name, string Accessibility, string ClassName)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
