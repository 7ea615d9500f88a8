namespace Labs.Simulation;

/// <summary>A request in flight, and where its reply goes.</summary>
internal sealed class Envelope(SimulatedNode source, SimulatedNode target, MessageType type, byte[] payload, ulong key, Call call)
{
    public SimulatedNode Source => source;

    public SimulatedNode Target => target;

    public MessageType Type => type;

    public byte[] Payload => payload;

    /// <summary>What its draws are keyed by: link, direction, content, and which equal one on the link it is.</summary>
    public ulong Key => key;

    public Call Call => call;

    /// <summary>The request for a reader; only where the trace is kept.</summary>
    public string Text { get; init; } = "";
}
