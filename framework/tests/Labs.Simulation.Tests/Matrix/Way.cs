namespace Labs.Simulation.Tests.Matrix;

/// <summary>What is done with a task.</summary>
public enum Way
{
    Awaited,
    InWhenAll,
    InWhenAny,
    Nested,
    InWaitAsync,
    Cancelled,
}
