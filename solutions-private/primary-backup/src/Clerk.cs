using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A client's end of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    // How long a call may take before somebody else is asked. A primary that is cut off from its backup does not answer.
    private static readonly TimeSpan Patience = 1.Seconds();
    private static readonly TimeSpan Pause = 50.Milliseconds();

    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly long _id;
    private long _sequence;
    private IPeer? _primary;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, string viewService)
    {
        _node = node;
        _viewService = node.Connect(viewService);
        _id = node.Random.NextInt64();
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string key) => DoAsync(OperationKind.Get, key, "");

    /// <inheritdoc/>
    public Task PutAsync(string key, string value) => DoAsync(OperationKind.Put, key, value);

    /// <inheritdoc/>
    public Task AppendAsync(string key, string text) => DoAsync(OperationKind.Append, key, text);

    private async Task<string> DoAsync(OperationKind kind, string key, string value)
    {
        var operation = new Operation(_id, ++_sequence, kind, key, value);
        while (true)
        {
            _primary ??= await FindPrimaryAsync();
            if (_primary is not null && await _primary.CallAsync(operation, Patience) is { IsDone: true } reply)
                return reply.Value;
            _primary = null;
            await _node.Delay(Pause);
        }
    }

    private async Task<IPeer?> FindPrimaryAsync() =>
        await _viewService.CallAsync(new GetView(), Patience) is { Primary: { } primary } ? _node.Connect(primary.Address) : null;
}
