using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>What one group was asked for and has decided, as a service could see it: agreement, validity, and what may be
/// forgotten.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<int, HashSet<string>> _proposed = [];
    private readonly SortedDictionary<int, (string Value, PaxosServer By)> _decided = [];
    private readonly Dictionary<int, int> _done = [];
    private readonly List<int> _byBeginning = [];

    /// <summary>Every instance that anybody has begun, by rising number.</summary>
    public SortedSet<int> Begun { get; } = [];

    /// <summary>The same, in the order in which they were begun.</summary>
    public IReadOnlyList<int> ByBeginning => _byBeginning;

    /// <summary>The number of instances in which some server knows a decision.</summary>
    public int Decisions => _decided.Count;

    /// <summary>A service begins an instance.</summary>
    public void Propose(int sequence, string value)
    {
        if (Begun.Add(sequence))
            _byBeginning.Add(sequence);
        if (!_proposed.TryGetValue(sequence, out var values))
            _proposed.Add(sequence, values = new HashSet<string>(StringComparer.Ordinal));
        values.Add(value);
    }

    /// <summary>A service says Done; a crash may still undo it.</summary>
    public void SayDone(PaxosServer server, int sequence) => _done[server.Id] = Math.Max(sequence, _done.GetValueOrDefault(server.Id, -1));

    /// <summary>What Min may be at most: all servers' Done, as far as they have said it.</summary>
    public int MinMost(int servers) => _done.Count < servers ? 0 : _done.Values.Min() + 1;

    /// <summary>What was decided; <see langword="null"/> where nobody knows of a decision.</summary>
    public string? Decided(int sequence) => _decided.TryGetValue(sequence, out var decision) ? decision.Value : null;

    /// <summary>A server knows a decision.</summary>
    public void Decide(PaxosServer server, int sequence, string? value)
    {
        if (value is null)
            Expect.Safety(false, $"{server} says that instance {sequence} is decided, without a value; {Cluster.See("never-proposed")}");

        if (_decided.TryAdd(sequence, (value!, server)))
        {
            server.Node.World.Tell($"{server} knows that \"{PaxosServer.Show(value)}\" was chosen in instance {sequence}");
            Expect.Safety(
                _proposed.TryGetValue(sequence, out var values) && values.Contains(value!),
                $"{server} decided \"{PaxosServer.Show(value)}\" in instance {sequence}, where nobody proposed it; "
                + Cluster.See("never-proposed"));
            return;
        }

        var (first, by) = _decided[sequence];
        Expect.Safety(
            string.Equals(first, value, StringComparison.Ordinal),
            $"instance {sequence} has two values: {by} decided \"{PaxosServer.Show(first)}\", and {server} "
            + $"\"{PaxosServer.Show(value)}\"; {Cluster.See("two-values")}");
    }
}
