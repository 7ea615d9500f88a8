namespace Labs.Checking.Tests;

/// <summary>
/// A checker as simple as the definition: it tries every order of every choice of the uncertain operations, with rules of its own for what
/// is legal. Good for a handful of operations.
/// </summary>
internal static class Permutations
{
    private const string Missing = "missing";

    public static bool HaveALegalOne(string model, IReadOnlyList<Operation> operations) =>
        operations.GroupBy(operation => operation.Key).All(key => Continues(model, Start(model), [.. key]));

    private static (string? Value, long Version) Start(string model) => model switch
    {
        "kv" => ("", 0),
        "register" => (null, 0),
        _ => (Missing, 0),
    };

    private static bool Continues(string model, (string? Value, long Version) state, List<Operation> rest)
    {
        if (rest.All(operation => operation.IsUncertain)) return true;
        foreach (var next in rest)
        {
            List<Operation> others = [.. rest.Where(other => !ReferenceEquals(other, next))];
            // One that returned before the next was called comes first, or never if it need not have happened.
            if (others.Any(other => other.Return < next.Call && !other.IsUncertain)) continue;
            others.RemoveAll(other => other.Return < next.Call);
            foreach (var after in Outcomes(model, state, next))
            {
                if (Continues(model, after, others)) return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string? Value, long Version)> Outcomes(string model, (string? Value, long Version) state, Operation next)
    {
        if (next.IsRead && next.Return is null) return [state];
        if (model == "versioned-kv") return Versioned(state, next);
        switch (next.Kind)
        {
            case OperationKind.Get or OperationKind.Read:
                return next.Value == state.Value ? [state] : [];
            case OperationKind.Put or OperationKind.Write:
                return [(next.Value, 0)];
            case OperationKind.Append:
                return [(string.Concat(state.Value, next.Value), 0)];
            default:
                bool isEqual = state.Value == next.Expected;
                if (next.Return is null) return isEqual ? [(next.Value, 0)] : [state];
                return isEqual != (next.Result == OperationResult.Ok) ? [] : [isEqual ? (next.Value, 0) : state];
        }
    }

    private static IEnumerable<(string? Value, long Version)> Versioned((string? Value, long Version) state, Operation next)
    {
        bool isMissing = state == (Missing, 0);
        if (next.Kind == OperationKind.Get)
        {
            bool isSeen = isMissing
                ? next.Result == OperationResult.NoKey
                : next.Result == OperationResult.Ok && state == (next.Value, next.Version);
            return isSeen ? [state] : [];
        }

        var told = next.Version == state.Version ? OperationResult.Ok : isMissing ? OperationResult.NoKey : OperationResult.Version;
        var after = told == OperationResult.Ok ? (next.Value, next.Version + 1) : state;
        return next.IsUncertain || told == next.Result ? [after] : [];
    }
}
