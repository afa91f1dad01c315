using System.Diagnostics.CodeAnalysis;

namespace Render;

/// <summary>Keeps what was used last, up to a weight. The latest is kept even if it alone is too heavy.</summary>
internal sealed class RecentlyUsed<TKey, TValue>(long capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Weight)>> nodes = new(comparer);
    private readonly LinkedList<(TKey Key, TValue Value, long Weight)> byUse = [];
    private long weight;

    public int Count
    {
        get
        {
            lock (gate)
                return nodes.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                byUse.Remove(node);
                byUse.AddLast(node);
                value = node.Value.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public void Set(TKey key, TValue value, long valueWeight)
    {
        lock (gate)
        {
            if (nodes.Remove(key, out var replaced))
                Drop(replaced);

            nodes[key] = byUse.AddLast((key, value, valueWeight));
            weight += valueWeight;
            while (weight > capacity && nodes.Count > 1)
            {
                var oldest = byUse.First!;
                nodes.Remove(oldest.Value.Key);
                Drop(oldest);
            }
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            nodes.Clear();
            byUse.Clear();
            weight = 0;
        }
    }

    private void Drop(LinkedListNode<(TKey Key, TValue Value, long Weight)> node)
    {
        weight -= node.Value.Weight;
        byUse.Remove(node);
    }
}
