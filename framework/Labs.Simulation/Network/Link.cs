namespace Labs.Simulation;

/// <summary>One direction between two nodes.</summary>
internal sealed class Link(SimulatedNode source, SimulatedNode target)
{
    private readonly Dictionary<ulong, ulong> _equalMessages = [];
    private bool _isCutLeftOut;
    private bool _isLatencyLeftOut;

    public SimulatedNode Source => source;

    public SimulatedNode Target => target;

    /// <summary>Tells this direction from all others.</summary>
    public ulong Id { get; } = ((ulong)source.Index << 32) | (uint)target.Index;

    public bool IsCut { get; private set; }

    /// <summary>A delay of the link's own, in place of the profile's.</summary>
    public NetworkProfile.Range? Latency { get; private set; }

    /// <summary>In a run with a schedule, whether its delays differ within what is usual; null until one was drawn.</summary>
    public bool? IsUneven { get; set; }

    /// <summary>Whether it would be in another state now, had nothing been left out.</summary>
    public bool IsFaultLeftOut => _isCutLeftOut || _isLatencyLeftOut;

    /// <summary>Cuts it; where that is left out, a link that is joined stays so.</summary>
    public void Cut(bool happens)
    {
        _isCutLeftOut = !IsCut && !happens;
        IsCut |= happens;
    }

    public void Join() => IsCut = _isCutLeftOut = false;

    /// <summary>Gives it a delay of its own; where that is left out, it has the profile's.</summary>
    public void Slow(NetworkProfile.Range latency, bool happens) => (Latency, _isLatencyLeftOut) = (happens ? latency : null, !happens);

    public void Hasten() => (Latency, _isLatencyLeftOut) = (null, false);

    /// <summary>The key of a message's draws: the link, the content, and how many equal ones went before.</summary>
    public ulong KeyOf(ulong content)
    {
        var ordinal = _equalMessages.GetValueOrDefault(content);
        _equalMessages[content] = ordinal + 1;
        return Draw.Roll(Draw.Roll(Id, content), ordinal);
    }
}
