using Labs.Framework;

namespace Labs.Simulation.Tests.Leaving;

/// <summary>Something that a node's code must not do.</summary>
internal sealed record WayOut(string Name, Func<INode, Task> Run);
