using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A client's end of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private readonly INode _node;
    private readonly IPeer _server;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, string serverAddress)
    {
        _node = node;
        _server = node.Connect(serverAddress);
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(string key)
    {
        // TODO(A): send a GetRequest to the server (await _server.CallAsync(...)) and return what it answers.
        // TODO(B): where no answer came (null), ask again, after a pause (_node.Delay).
        throw new NotImplementedException("Clerk.GetAsync: part A is not written yet");
    }

    /// <inheritdoc/>
    public Task<PutResult> PutAsync(string key, string value, long version)
    {
        // TODO(A): send a PutRequest to the server and return what it answers.
        // TODO(B): where no answer came, send it again, after a pause. What can you say if it is a resend that finds another version?
        throw new NotImplementedException("Clerk.PutAsync: part A is not written yet");
    }
}
