using Labs.Checking;
using Labs.Simulation;

namespace Labs.Benchmarks;

/// <summary>Histories as clients of a real store would record them: each operation takes effect between its call and its return.</summary>
internal static class RecordedHistory
{
    private const int OfHundredLost = 1;

    /// <summary>Makes a history of gets, puts and appends, half of them gets, with all values different.</summary>
    public static History Make(int operations, int clients, int keys, bool isLegal, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        var calls = new List<(long Effect, Operation Operation)>();
        for (int client = 0; client < clients; client++)
        {
            long now = random.Next(50_000);
            for (int i = 0; i < operations / clients; i++)
            {
                long call = now + random.Next(20_000);
                long effect = call + random.Next(20_000);
                now = effect + random.Next(20_000);
                bool isLost = random.Next(100) < OfHundredLost;
                var kind = random.Next(4) switch { 0 => OperationKind.Put, 1 => OperationKind.Append, _ => OperationKind.Get };
                calls.Add((effect, new Operation(client, kind, $"k{random.Next(keys)}", call, isLost ? null : now) { Value = $"{client}.{i} " }));
            }
        }

        calls.Sort((a, b) => a.Effect.CompareTo(b.Effect));
        var happened = Happen(calls.Select(call => call.Operation));
        if (!isLegal) MakeStale(happened);
        return new History(happened.OrderBy(operation => operation.Call));
    }

    private static List<Operation> Happen(IEnumerable<Operation> inOrder)
    {
        var values = new Dictionary<string, string>();
        var happened = new List<Operation>();
        foreach (var operation in inOrder)
        {
            string value = values.GetValueOrDefault(operation.Key, "");
            if (operation.Kind == OperationKind.Append) values[operation.Key] = value + operation.Value;
            if (operation.Kind == OperationKind.Put) values[operation.Key] = operation.Value!;
            happened.Add(operation.IsRead ? operation with { Value = value } : operation);
        }

        return happened;
    }

    private static void MakeStale(List<Operation> happened)
    {
        int last = happened.FindLastIndex(happened.Count * 9 / 10, operation => operation is { IsRead: true, Return: not null });
        var stale = happened.Find(operation => operation.IsRead && operation.Key == happened[last].Key && operation.Value!.Length > 0)!;
        happened[last] = happened[last] with { Value = stale.Value };
    }
}
