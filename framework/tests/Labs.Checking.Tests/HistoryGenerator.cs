namespace Labs.Checking.Tests;

/// <summary>
/// Makes histories that are linearizable because they happened: each operation takes effect on a real store at an instant between its call
/// and its return.
/// </summary>
/// <remarks>
/// Clients call one operation after another on random keys. A share of the replies is lost; the operation may then have taken effect,
/// up to long after its client went on. Values come from a small set, so that one value is written by several operations, or are all
/// different.
/// </remarks>
internal sealed class HistoryGenerator(SequentialModel model, int seed)
{
    private const int Never = int.MaxValue;

    private readonly Random _random = new(seed);
    private int _values;

    /// <summary>How many clients there are.</summary>
    public int Clients { get; init; } = 5;

    /// <summary>How many keys.</summary>
    public int Keys { get; init; } = 2;

    /// <summary>How many operations.</summary>
    public int Count { get; init; } = 60;

    /// <summary>How many values there are to choose from; 0, if each is another.</summary>
    public int Values { get; init; } = 3;

    /// <summary>How many of a hundred replies are lost; of a versioned put's, half of these are a 'maybe'.</summary>
    public int Lost { get; init; } = 5;

    /// <summary>How long a client waits between operations at most. An operation takes 20 at most.</summary>
    public int PauseMax { get; init; } = 10;

    /// <summary>Makes a history.</summary>
    public List<Operation> Make()
    {
        var calls = Calls().OrderBy(call => call.Effect).ToList();
        var states = new Dictionary<string, KeyState>();
        return [.. calls.Select(call => Happen(states, call)).OrderBy(operation => operation.Call)];
    }

    private IEnumerable<(Operation Operation, int Effect)> Calls()
    {
        for (int client = 0; client < Clients; client++)
        {
            int now = _random.Next(20);
            for (int i = client; i < Count; i += Clients)
            {
                int call = now + _random.Next(PauseMax + 1);
                int effect = call + _random.Next(10);
                now = effect + _random.Next(10);
                bool isLost = _random.Next(100) < Lost;
                if (isLost) effect = _random.Next(4) switch { 0 => Never, 1 => effect, _ => effect + _random.Next(100) };
                var operation = new Operation(client, Pick(model.Kinds), $"k{_random.Next(Keys)}", call, isLost ? null : now);
                yield return (operation, effect);
            }
        }
    }

    private Operation Happen(Dictionary<string, KeyState> states, (Operation Operation, int Effect) call)
    {
        var state = states.GetValueOrDefault(call.Operation.Key, model.Initial);
        var operation = Ask(call.Operation, state);
        if (call.Effect == Never) return operation;
        operation = Answer(operation, state);
        if (model.Apply(state, operation) is { } next) states[operation.Key] = next;
        bool canBeMaybe = operation is { Kind: OperationKind.Put, Return: not null } && model == SequentialModel.VersionedKv;
        return canBeMaybe && _random.Next(200) < Lost ? operation with { Result = OperationResult.Maybe } : operation;
    }

    /// <summary>What the client asks for: often what fits, so that conditions hold at times.</summary>
    private Operation Ask(Operation operation, KeyState state) => operation.Kind switch
    {
        OperationKind.Get or OperationKind.Read => operation,
        OperationKind.Cas => operation with { Value = NewValue(), Expected = _random.Next(2) == 0 ? state.Value : NewValue() },
        _ when model == SequentialModel.VersionedKv => operation with
        {
            Value = NewValue(),
            Version = Math.Max(0, state.Version - Math.Max(0, _random.Next(4) - 2)),
        },
        _ => operation with { Value = NewValue() },
    };

    private static Operation Answer(Operation operation, KeyState state)
    {
        if (operation.IsRead)
        {
            bool isMissing = state is { Version: 0, Value: null } && operation.Kind == OperationKind.Get;
            var result = isMissing ? OperationResult.NoKey : OperationResult.Ok;
            return operation with { Value = state.Value, Version = state.Version, Result = result };
        }

        bool isRefused = operation.Kind == OperationKind.Cas && operation.Expected != state.Value;
        if (isRefused) return operation with { Result = OperationResult.Refused };
        if (operation.Version == state.Version) return operation;
        return operation with { Result = state.Version == 0 ? OperationResult.NoKey : OperationResult.Version };
    }

    private string NewValue() => Values == 0 ? $"v{_values++}" : $"{(char)('a' + _random.Next(Values))}";

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
