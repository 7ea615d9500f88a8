namespace Labs.Grader.Verification;

/// <summary>Something in a submission that a rule forbids.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Rule">The rule's name, as builds know it.</param>
/// <param name="Message">What is not allowed, a colon, and what to do instead.</param>
internal sealed record Violation(Place Place, string Rule, string Message)
{
    /// <summary>What to do instead.</summary>
    public string Cure => Message.Split(": ", 2)[^1];

    /// <summary>One line for a reader: the words of a build, with the rule's name before the cure.</summary>
    public override string ToString() =>
        Message.Split(": ", 2) is [var what, var cure] ? $"{Place}: {what} ({Rule}): {cure}" : $"{Place}: {Message} ({Rule})";
}
