// Differs from the reference: it stays with a primary until the view service names another, and its times are others.
using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A client's end of the key/value service.</summary>
public sealed class Clerk : IClerk
{
    private static readonly TimeSpan Patience = 600.Milliseconds();
    private static readonly TimeSpan Pause = 100.Milliseconds();

    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly long _id;
    private long _sequence;
    private View _view = View.None;

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
            if (_view.Primary is { } primary
                && await _node.Connect(primary.Address).CallAsync(operation, Patience) is { IsDone: true } reply)
                return reply.Value;
            if (_view.Number > 0)
                await _node.Delay(Pause);
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        if (await _viewService.CallAsync(new GetView(), Patience) is { } view && view.Number >= _view.Number)
            _view = view;
        if (_view.Number == 0)
            await _node.Delay(Pause);
    }
}
