using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Render;

/// <summary>
/// A map of one entry, as almost every tile has for its mipmap levels: a dictionary would take as much memory as the rest of the tile.
/// </summary>
internal sealed class SingleEntry<T>(string key, T value) : IReadOnlyDictionary<string, T>
{
    public string Key => key;

    public T Value => value;

    public int Count => 1;

    public IEnumerable<string> Keys => [key];

    public IEnumerable<T> Values => [value];

    public T this[string name] => TryGetValue(name, out var found)
        ? found
        : throw new KeyNotFoundException($"There is no entry '{name}', only '{key}'.");

    public bool ContainsKey(string name) => name == key;

    public bool TryGetValue(string name, [MaybeNullWhen(false)] out T found)
    {
        var isKnown = ContainsKey(name);
        found = isKnown ? value : default;
        return isKnown;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        yield return KeyValuePair.Create(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
