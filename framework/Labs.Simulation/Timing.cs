namespace Labs.Simulation;

/// <summary>How long messages take, within the ranges that the network's profile or a link has.</summary>
public enum Timing
{
    /// <summary>Uniform over the range.</summary>
    Uniform,

    /// <summary>Mostly near the least, now and then near the most.</summary>
    Extremes,

    /// <summary>One constant for each direction of a link and each kind of delay, one of few: messages that are sent in order arrive
    /// in order, and many things coincide.</summary>
    Steady,
}
