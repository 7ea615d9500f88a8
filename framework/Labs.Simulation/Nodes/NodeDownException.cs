namespace Labs.Simulation;

/// <summary>A call into a node could not be made or did not return, since the node is down or went down.</summary>
public sealed class NodeDownException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="address">The node's address.</param>
    public NodeDownException(string address)
        : base($"{address} is down")
    {
    }
}
