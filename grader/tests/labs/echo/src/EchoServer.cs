using Labs.Framework;

namespace Labs.Echo;

/// <summary>Says back what it is told, and tells the others.</summary>
public sealed class EchoServer : IEcho
{
    private readonly INode _node;

    /// <summary>Starts the server.</summary>
    public EchoServer(INode node)
    {
        _node = node;
        node.Handle((Heard _) => new Noted(node.Id));
    }

    /// <inheritdoc/>
    public string Say(string text)
    {
        _node.Log($"heard {text}");
        _node.Start(() => Task.WhenAll(_node.Others.Select(peer => peer.CallAsync(new Heard(text)))));
        return text;
    }
}
