namespace Labs.Simulation;

/// <summary>One direction between two nodes.</summary>
internal sealed class Link(SimulatedNode source, SimulatedNode target)
{
    private readonly Dictionary<ulong, ulong> _equalMessages = [];

    public SimulatedNode Source => source;

    public SimulatedNode Target => target;

    /// <summary>Tells this direction from all others.</summary>
    public ulong Id { get; } = ((ulong)source.Index << 32) | (uint)target.Index;

    public bool IsCut { get; set; }

    /// <summary>A delay of the link's own, in place of the profile's.</summary>
    public NetworkProfile.Range? Latency { get; set; }

    /// <summary>The key of a message's draws: the link, the content, and how many equal ones went before.</summary>
    public ulong KeyOf(ulong content)
    {
        var ordinal = _equalMessages.GetValueOrDefault(content);
        _equalMessages[content] = ordinal + 1;
        return Draw.Roll(Draw.Roll(Id, content), ordinal);
    }
}
