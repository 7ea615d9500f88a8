namespace Labs.Toy;

/// <summary>Whom a server tells what it saw.</summary>
public interface IToyHost
{
    /// <summary>A greeting arrived.</summary>
    /// <param name="from">From which server.</param>
    void Greeted(int from);
}
