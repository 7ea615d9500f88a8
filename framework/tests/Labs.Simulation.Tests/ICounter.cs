namespace Labs.Simulation.Tests;

/// <summary>A contract between a node's code and the suite.</summary>
public interface ICounter
{
    void Count(int number);
}
