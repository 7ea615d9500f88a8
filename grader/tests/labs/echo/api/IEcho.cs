namespace Labs.Echo;

/// <summary>Says back what it is told.</summary>
public interface IEcho
{
    /// <summary>Says it back.</summary>
    string Say(string text);
}
