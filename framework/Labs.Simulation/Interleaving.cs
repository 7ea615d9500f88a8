namespace Labs.Simulation;

/// <summary>In which order runs what is ready at one instant of virtual time.</summary>
public enum Interleaving
{
    /// <summary>In random order: each thing has a priority of its own.</summary>
    Random,

    /// <summary>Node by node: each incarnation has a priority, which changes at few points (after the probabilistic concurrency
    /// testing of Burckhardt and others, 2010).</summary>
    PriorityBased,

    /// <summary>First in, first out, but for few things that wait until the end of the instant (after the delay-bounded scheduling
    /// of Emmi and others, 2011).</summary>
    DelayBounded,
}
