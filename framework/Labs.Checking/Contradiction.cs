namespace Labs.Checking;

/// <summary>Why a key's history is not linearizable.</summary>
/// <param name="Key">The key.</param>
/// <param name="Prefix">
/// An order of all operations that returned before <paramref name="Blocked"/>, and of what else must have happened by then: the longest
/// legal beginning of the key's history.
/// </param>
/// <param name="State">What the key holds after it, for the end of 'the key ...'.</param>
/// <param name="Blocked">The first operation to return that can't follow in this order, nor in any other.</param>
/// <param name="IsFirst">
/// Whether <paramref name="Blocked"/> is known to be the first one; if not, a limit ended the search before an order with it was found.
/// </param>
public sealed record Contradiction(string Key, IReadOnlyList<Operation> Prefix, string State, Operation Blocked, bool IsFirst)
{
    /// <summary>Tells it in sentences.</summary>
    /// <param name="stepsMax">The most operations of the order to tell, the last ones.</param>
    /// <param name="place">Where an operation is written down, to stand before it; nothing unless given.</param>
    /// <param name="time">Writes a time; as the number that it is, unless given.</param>
    /// <returns>Some lines.</returns>
    public IEnumerable<string> Tell(int stepsMax = 10, Func<Operation, string>? place = null, Func<long, string>? time = null)
    {
        time ??= static number => $"{number}";
        string key = OperationText.Quote(Key);
        string Line(Operation operation) => $"  {place?.Invoke(operation)}{OperationText.Sentence(operation, time)}";
        if (Prefix.Count == 0 && IsFirst)
        {
            yield return $"Key {key}: it {State} in the beginning, and no order admits the operation that returned first:";
        }
        else
        {
            string shown = Prefix.Count > stepsMax ? $" (the last {stepsMax})" : "";
            yield return $"Key {key}: up to {time(Blocked.Return ?? 0)} this is the longest legal order, {Counted(Prefix.Count)}{shown}:";
            foreach (var operation in Prefix.Skip(Prefix.Count - stepsMax)) yield return Line(operation);
            yield return IsFirst
                ? $"Then the key {State}, and neither after this order nor after any other can follow:"
                : $"Then the key {State}. Whether an order goes on with what returned next is not known: the search for it came to its limit.";
        }

        yield return Line(Blocked);
    }

    /// <summary>Tells it in one sentence, without its end.</summary>
    /// <param name="time">Writes a time; as the number that it is, unless given.</param>
    public string InOneSentence(Func<long, string>? time = null)
    {
        string when = Prefix.Count == 0 ? "in the beginning" : $"after the longest legal order of {Counted(Prefix.Count)}";
        string others = IsFirst ? "nor after any other" : "nor after any other that was tried";
        string blocked = OperationText.Sentence(Blocked, time ?? (static number => $"{number}"));
        return $"the key {OperationText.Quote(Key)} {State} {when}, and neither then {others} can follow: {blocked}";
    }

    private static string Counted(int operations) => operations == 1 ? "1 operation" : $"{operations:N0} operations";
}
