namespace Labs.Simulation;

/// <summary>A call of the tester into a node that is under way.</summary>
internal interface IInvocation
{
    /// <summary>Makes the call, inside an event of the node.</summary>
    void Run();

    /// <summary>The node went down before the call returned.</summary>
    void Abandon();
}
