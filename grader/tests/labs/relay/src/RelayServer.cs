using Labs.Echo;

namespace Labs.Relay;

/// <summary>Passes on what the submission's own echo says.</summary>
public sealed class RelayServer(IEcho echo) : IRelay
{
    /// <inheritdoc/>
    public string Pass(string text) => echo.Say(text);
}
