using System.Text.RegularExpressions;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>What makes two failures the same: their kind, and the rule that was broken. Not servers, indexes or times.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Rule">The place in the handout to which the reason refers, or else the reason without its numbers.</param>
public sealed partial record FailureMark(FailureKind Kind, string Rule)
{
    /// <summary>The mark of a failure.</summary>
    public static FailureMark Of(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var place = Place().Match(failure.Reason);
        return new FailureMark(failure.Kind, place.Success ? place.Value : Particular().Replace(failure.Reason, "#"));
    }

    [GeneratedRegex(@"see labs/[\w./-]+#[\w-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    // A node's address, text in quotation marks, a number.
    [GeneratedRegex("""\b[a-z]+/\d+\b|"[^"]*"|'[^']*'|\d[\d.,]*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Particular();
}
