using Labs.Framework;

namespace Labs.Simulation.Tests.Matrix;

/// <summary>Something that a node's code can wait for.</summary>
/// <param name="Name">What it is, for the test's name.</param>
/// <param name="IsManual">Whether another activity completes it; else it completes by itself, after 1 ms.</param>
/// <param name="Begin">Sets it up, inside the node.</param>
internal sealed record Source(string Name, bool IsManual, Func<INode, Pending> Begin)
{
    public override string ToString() => Name;
}
