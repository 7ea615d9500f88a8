// What students of such labs write late at night: each type is a small program of its own.
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Labs.Framework;

namespace Midnight;

internal enum Role
{
    Follower,
    Candidate,
    Leader,
}

internal readonly record struct Position(int Term, int Index) : IComparable<Position>
{
    public static bool operator <(Position a, Position b) => a.CompareTo(b) < 0;

    public static bool operator >(Position a, Position b) => a.CompareTo(b) > 0;

    public int CompareTo(Position other) => (Term, Index).CompareTo((other.Term, other.Index));
}

internal sealed record Entry(int Term, int Index, byte[] Command)
{
    public Position Position => new(Term, Index);
}

internal abstract record Command
{
    internal sealed record Put(string Key, string Value) : Command;

    internal sealed record Append(string Key, string Value) : Command;

    internal sealed record Get(string Key) : Command;
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
internal abstract record Figure;

internal sealed record Circle(double Radius) : Figure;

internal sealed record Square(double Side) : Figure;

internal sealed class Machine(INode node)
{
    private readonly Dictionary<string, StringBuilder> _values = [];
    private readonly SortedDictionary<int, TaskCompletionSource<string>> _waiting = [];
    private readonly PriorityQueue<string, (int Priority, int Number)> _queue = new();
    private readonly LinkedList<string> _recent = new();
    private readonly Lock _gate = new();
    private readonly object _lock = new();
    private int _count;

    public Role Role { get; private set => field = value == Role.Leader && _count < 0 ? Role.Follower : value; }

    public string Apply(Command command) => command switch
    {
        Command.Put { Key: "" } => throw new ArgumentException("an empty key", nameof(command)),
        Command.Put(var key, var value) => Set(key, new StringBuilder(value)),
        Command.Append(var key, var value) when _values.TryGetValue(key, out var text) => Set(key, text.Append(value)),
        Command.Append(var key, var value) => Set(key, new StringBuilder().Append(value)),
        Command.Get { Key: var key } => _values.GetValueOrDefault(key)?.ToString() ?? "",
        _ => throw new InvalidOperationException($"no such command: {command}"),
    };

    public int Majority(IReadOnlyList<int> matchIndex)
    {
        Span<int> sorted = stackalloc int[matchIndex.Count];
        for (int i = 0; i < matchIndex.Count; i++) sorted[i] = matchIndex[i];
        sorted.Sort();
        return sorted[^node.Majority];
    }

    public int MajorityByLinq(IEnumerable<int> matchIndex) =>
        matchIndex.OrderDescending().ElementAt(node.Majority - 1);

    public void Count()
    {
        lock (_gate) _count++;
        lock (_lock) _count++;
        Interlocked.Increment(ref _count);
        checked { _count += 1; }
        unchecked { _count += int.MaxValue; }
        if (Interlocked.CompareExchange(ref _count, 0, 1) == 1) Volatile.Write(ref _count, 2);
    }

    public async Task<string?> WaitAsync(int index, CancellationToken cancel)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var done = new TaskCompletionSource<string>();
        _waiting[index] = done;
        await using var registration = linked.Token.Register(() => done.TrySetCanceled());
        try
        {
            if (await Task.WhenAny(done.Task, node.Delay(1.Seconds(), linked.Token)) != done.Task) return null;
            return await done.Task;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _waiting.Remove(index);
            linked.Cancel();
        }
    }

    public void Release(int upTo)
    {
        foreach (var (index, done) in _waiting.TakeWhile(pair => pair.Key <= upTo).ToList())
        {
            done.TrySetResult($"{index}");
            _waiting.Remove(index);
        }
    }

    public IEnumerable<(string Key, int Times)> Popular() =>
        from key in _recent
        group key by key into same
        let times = same.Count()
        orderby times descending, same.Key
        select (same.Key, times);

    public ILookup<char, string> ByLetter() => _values.Keys.ToLookup(key => key[0]);

    public string Report() => string.Join(", ", _values.Join(_recent, pair => pair.Key, key => key, (pair, key) => $"{key}={pair.Value}"));

    public bool TryNext([NotNullWhen(true)] out string? next)
    {
        if (_queue.TryDequeue(out next, out _)) return true;
        _queue.EnqueueRange([("a", (1, 1)), ("b", (1, 2))]);
        next = null;
        return false;
    }

    private string Set(string key, StringBuilder text)
    {
        _values[key] = text;
        _recent.AddLast(key);
        if (_recent.Count > 10) _recent.RemoveFirst();
        return text.ToString();
    }
}

internal static class Numbers
{
    private static readonly ImmutableArray<int> Steps = [1, 2, 4, 8];
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    extension(Position position)
    {
        public Position Next => position with { Index = position.Index + 1 };
    }

    public static int Step(int number) => Steps[number % Steps.Length] + (int)Longest.TotalMilliseconds;

    public static byte[] Write(ulong sequence, ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[sizeof(ulong) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, sequence);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(ulong)));
        return bytes;
    }

    public static (ulong Sequence, string Text) Read(ReadOnlyMemory<byte> bytes) =>
        (BitConverter.ToUInt64(bytes.Span[..8]), Encoding.UTF8.GetString(bytes.Span[8..]));

    public static T Most<T>(params ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        var most = values[0];
        foreach (var value in values) most = T.Max(most, value);
        return most;
    }

    public static string Text(int number) => number.ToString("D5", CultureInfo.InvariantCulture) + Convert.ToHexString([1, 2]) + """
        a "raw" text
        """;

    public static bool TryParse(string text, out int number) =>
        int.TryParse(text.AsSpan().Trim(), CultureInfo.InvariantCulture, out number);

    public static IEnumerable<int> Fibonacci()
    {
        for (var (a, b) = (0, 1); ; (a, b) = (b, a + b)) yield return a;
    }

    public static async IAsyncEnumerable<int> Ticks(INode node)
    {
        for (int i = 0; i < 3; i++)
        {
            await node.Delay(1.Milliseconds());
            yield return i;
        }
    }

    public static async Task<int> SumAsync(INode node)
    {
        int sum = 0;
        await foreach (int tick in Ticks(node)) sum += tick;
        return sum;
    }
}

internal static class Json
{
    public static byte[] Of<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);

    public static T To<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span)!;

    public static string Entries(IReadOnlyList<Entry> entries) =>
        JsonSerializer.Serialize(entries, new JsonSerializerOptions { WriteIndented = true });

    public static string Snapshot(Dictionary<string, string> values, Dictionary<int, (long, string?)> sessions, Role role) =>
        JsonSerializer.Serialize(new { values, sessions, role, when = TimeSpan.Zero });

    public static Dictionary<string, JsonElement>? Any(string text) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text);

    public static string Figures(List<Figure> figures) => JsonSerializer.Serialize(figures);

    public static string Tree() => new JsonObject { ["a"] = 1, ["b"] = new JsonArray(1, "x") }.ToJsonString();
}
