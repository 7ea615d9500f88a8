namespace Labs.Relay;

/// <summary>Passes on what an echo says.</summary>
public interface IRelay
{
    /// <summary>Asks the echo.</summary>
    string Pass(string text);
}
