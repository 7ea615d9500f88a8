namespace Labs.Checking.Tests;

/// <summary>A history with one read changed so that no order can explain it.</summary>
/// <param name="Kind">What the read saw.</param>
/// <param name="Operations">The history.</param>
/// <param name="Altered">The read.</param>
internal sealed record Alteration(string Kind, List<Operation> Operations, Operation Altered)
{
    /// <summary>Alters a history, if it has a read that allows it.</summary>
    public static Alteration? Of(SequentialModel model, List<Operation> operations, Random random)
    {
        int[] reads = [.. Enumerable.Range(0, operations.Count).Where(i => operations[i] is { IsRead: true, Return: not null })];
        random.Shuffle(reads);
        int kind = random.Next(3);
        foreach (int i in reads)
        {
            var altered = kind switch
            {
                0 => Seeing(model, operations[i], operations[i] with { Value = "nobody wrote this" }),
                1 => Seeing(model, operations[i], FromTheFuture(operations, operations[i])),
                _ => Seeing(model, operations[i], Overwritten(model, operations, operations[i])),
            };
            if (altered is null) continue;
            List<Operation> all = [.. operations];
            all[i] = altered;
            return new Alteration(new[] { "of nobody", "from the future", "overwritten" }[kind], all, altered);
        }

        return null;
    }

    private static Operation? Seeing(SequentialModel model, Operation read, Operation? write)
    {
        if (write is null) return null;
        long version = model == SequentialModel.VersionedKv ? write.Version + 1 : 0;
        return read with { Value = write.Value, Version = version, Result = OperationResult.Ok };
    }

    // All that could bring its value about was called after the read had returned.
    private static Operation? FromTheFuture(List<Operation> operations, Operation read) =>
        Sources(operations, read).LastOrDefault(write => write.Call > read.Return && Sources(operations, read)
            .All(other => other.Value != write.Value || other.Call > read.Return));

    // All that could bring its value about, and then a put that sets another one, had returned before the read was called.
    private static Operation? Overwritten(SequentialModel model, List<Operation> operations, Operation read) =>
        Sources(operations, read).FirstOrDefault(write => !write.IsUncertain && Sources(operations, read)
            .Any(later => IsBlind(model, later) && later.Value != write.Value && later.Call > write.Return && later.Return < read.Call
                && Sources(operations, read).All(other => other.Value != write.Value || other.Return < later.Call)));

    private static IEnumerable<Operation> Sources(List<Operation> operations, Operation read) =>
        operations.Where(operation => operation.Key == read.Key && !operation.IsRead);

    private static bool IsBlind(SequentialModel model, Operation write) =>
        write.Kind is OperationKind.Put or OperationKind.Write && write.Result is OperationResult.Ok
        && (model != SequentialModel.VersionedKv || write.Return is not null);
}
