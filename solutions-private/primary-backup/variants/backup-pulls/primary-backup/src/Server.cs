// Differs from the reference: the backup asks its primary for operations by their position, and takes them in order.
using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A server of the key/value service: what it is in the present view, and what it does as a backup.</summary>
public sealed partial class Server : IServer
{
    // Longer than a primary without news keeps the question.
    private static readonly TimeSpan Patience = 500.Milliseconds();
    private static readonly TimeSpan Pause = 30.Milliseconds();

    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly ReplicationMode _mode;
    private readonly ServerId _me;
    private View _view = View.None;
    private Store _store = new();

    // What the store has: so many operations, in the order of the primary that came into office with this view. Of two servers with one
    // office the one whose position is lower has the beginning of what the other has.
    private long _office;
    private long _position;

    /// <summary>Starts an empty server.</summary>
    public Server(INode node, string address, string viewService, ReplicationMode mode)
    {
        (_node, _mode) = (node, mode);
        _viewService = node.Connect(viewService);
        _me = new ServerId(address, node.Random.NextInt64());
        node.Handle((Operation operation) => OnOperation(operation));
        node.Handle((Taken taken) => OnTaken(taken));
        node.Start(PingAsync);
        // One ping does not wait for the answer to the one before, which may be lost.
        node.Every(Pace.Ping, () => node.Start(PingAsync));
    }

    private bool IsPrimary => _view.Primary == _me;

    private bool IsBackup => _view.Backup == _me;

    private async Task PingAsync()
    {
        var acknowledged = IsPrimary ? _inStep : _view.Number;
        if (await _viewService.CallAsync(new Ping(_me, acknowledged), 2 * Pace.Death) is { } view)
            Learn(view);
    }

    private void Learn(View view)
    {
        if (view.Number <= _view.Number)
            return;
        var wasPrimary = IsPrimary;
        _view = view;
        _node.Log($"learns {view}");
        if (IsPrimary)
            Serve(isNew: !wasPrimary);
        else if (IsBackup)
            _node.Start(FollowAsync);
        Announce();
    }

    private async Task FollowAsync()
    {
        var view = _view;
        while (view == _view && view.Primary is { } primary)
        {
            var next = await _node.Connect(primary.Address).CallAsync(new Taken(view, _office, _position), Patience);
            // In another view it is the answer to an old question, and this server may have had others since, or be the primary.
            if (view == _view && next is { IsGiven: true })
                Take(next);
            else
                await _node.Delay(Pause);
        }
    }

    private void Take(Forward next)
    {
        if (next.Everything is { } all)
            (_store, _office, _position) = (new Store(all.State), all.Office, all.Position);
        foreach (var operation in next.Next)
        {
            _store.Execute(operation);
            _position++;
        }
    }
}
