namespace Labs.Framework;

/// <summary>Another node, as seen from this one: something to call, and nothing more.</summary>
public interface IPeer
{
    /// <summary>The other node's number in its group, from 0.</summary>
    int Id { get; }

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <remarks>
    /// <see langword="null"/> means: no reply came, and you can't know whether the request was executed. The request may have been
    /// lost, or its reply; the other node may have crashed before or after it did the work; or it is merely slow. Nothing that a
    /// network can do tells these apart. After the <c>await</c> the world has moved: check again what you knew before it.
    /// </remarks>
    /// <param name="request">A record; it is encoded before this method returns, so later changes to it are not sent.</param>
    /// <param name="timeout">How long to wait at most, by this node's clock; 10 seconds unless given. Must be positive.</param>
    /// <returns>The reply, or <see langword="null"/>.</returns>
    /// <exception cref="MessageException">The request's type has a member that can't travel.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is zero or negative.</exception>
    Task<TReply?> CallAsync<TReply>(IRequest<TReply> request, TimeSpan? timeout = null)
        where TReply : class;
}
