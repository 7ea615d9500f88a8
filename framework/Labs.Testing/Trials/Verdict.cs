namespace Labs.Testing;

/// <summary>How a trial ended.</summary>
public enum Verdict
{
    /// <summary>The scenario ran to its end.</summary>
    Passed,

    /// <summary>Something was seen that must not be, or not seen that must.</summary>
    Failed,

    /// <summary>It could not be decided. Never a pass.</summary>
    Inconclusive,
}
