using Labs.Framework;

namespace Labs.Simulation.Tests.Matrix;

/// <summary>One cell of the matrix, and what is expected of it.</summary>
internal sealed record Cell(Source Source, Way Way, Moment Moment)
{
    public TimeSpan ExpectedTime => (Moment, Way) switch
    {
        (Moment.AlreadyThere or Moment.InTheSameEvent, _) => TimeSpan.Zero,
        (Moment.Before, _) => 5.Milliseconds(),
        (Moment.After, Way.Cancelled) => 500.Microseconds(),
        _ => 1.Milliseconds(),
    };

    /// <summary>Both outcomes are right where the cancellation and the completion fall on one instant.</summary>
    public IReadOnlyList<string> ExpectedOutcomes => (Moment, Way) switch
    {
        (Moment.AtTheSameInstant, Way.Cancelled) => ["completed", "cancelled"],
        (Moment.After or Moment.InTheSameEvent, Way.Cancelled) => ["cancelled"],
        _ => ["completed"],
    };

    public override string ToString() => $"{Source.Name}, {Way}, {Moment}";
}
