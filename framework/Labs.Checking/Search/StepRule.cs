namespace Labs.Checking.Search;

/// <summary>When a step is legal, and where it leads.</summary>
internal enum StepRule
{
    /// <summary>In every state, and always to the same one.</summary>
    Always,

    /// <summary>In one state only.</summary>
    If,

    /// <summary>In every state but one, which it leaves as it is.</summary>
    Unless,

    /// <summary>The automaton must be asked.</summary>
    Computed,
}
