using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Student;

public readonly record struct Index(int Value) : IComparable<Index>
{
    public int CompareTo(Index other) => Value.CompareTo(other.Value);
}

/// <summary>Data structures and text: all that keeps its order from one process to the next.</summary>
public sealed class Collections
{
    private readonly Dictionary<(string Client, int Request), string> _answers = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<Index, string> _log = [];
    private readonly SortedSet<int> _matched = [];
    private readonly SortedList<int, string> _sorted = [];
    private readonly Queue<int> _queue = [];
    private readonly Stack<int> _stack = new();
    private readonly LinkedList<int> _list = new();
    private readonly PriorityQueue<string, (int, int)> _priorities = new();
    private readonly OrderedDictionary<string, int> _ordered = [];
    private ImmutableArray<int> _array = [1, 2, 3];
    private ImmutableList<int> _immutable = [1, 2];
    private ImmutableSortedDictionary<string, int> _map = ImmutableSortedDictionary<string, int>.Empty;
    private ImmutableSortedSet<int> _set = [];

    public string Work(string key)
    {
        _answers[(key, 1)] = key;
        _seen.Add(key);
        _log.Add(new Index(1), key);
        _matched.UnionWith([3, 1, 2]);
        _sorted.TryAdd(1, key);
        _queue.Enqueue(1);
        _stack.Push(_queue.Dequeue());
        _list.AddLast(_stack.Pop());
        _priorities.Enqueue(key, (1, 2));
        _ordered["a"] = 1;
        _array = _array.Add(4);
        _immutable = _immutable.Add(5);
        _map = _map.SetItem(key, 1);
        _set = _set.Add(1);
        int middle = _matched.OrderDescending().ElementAt(_matched.Count / 2);
        var groups = _answers.GroupBy(answer => answer.Key.Client).ToDictionary(group => group.Key, group => group.Count());
        var lookup = _answers.Keys.ToLookup(answer => answer.Client);
        Array.Sort([3, 1, 2]);
        return $"{middle,5} {groups.Count:D2} {lookup.Count} {string.Concat(_ordered.Keys)} {_array[..2].Length}";
    }

    public byte[] Bytes(long number, string text)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(8));
        var builder = new StringBuilder().Append(Convert.ToHexString(bytes)).AppendLine(CultureIndependent(1.5));
        return bytes.AsSpan().SequenceEqual(bytes) ? bytes : Encoding.UTF8.GetBytes(builder.ToString());
    }

    public override bool Equals(object? obj) => obj is Collections other && other._queue.Count == _queue.Count;

    public override int GetHashCode() => _queue.Count;

    private static string CultureIndependent(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
