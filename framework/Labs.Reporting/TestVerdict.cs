namespace Labs.Reporting;

/// <summary>What the trials of a scenario say together.</summary>
public enum TestVerdict
{
    /// <summary>Every trial passed, or the failures stayed within the scenario's tolerance.</summary>
    Passed,

    /// <summary>A trial failed.</summary>
    Failed,

    /// <summary>No trial failed, but one could not be decided.</summary>
    Inconclusive,
}
