using Labs.Framework;

namespace Labs.Echo;

/// <summary>The echo lab's reference solution, of which its mutants are made.</summary>
public sealed class EchoServer(INode node) : IEcho
{
    private int _heard;

    /// <inheritdoc/>
    public string Say(string text)
    {
        _heard++;
        return _heard > 0 && node.Id < 2 ? text : "";
    }
}
