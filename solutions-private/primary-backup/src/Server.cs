using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>A server of the key/value service: what it is in the present view, and what it does as a backup.</summary>
public sealed partial class Server : IServer
{
    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly ReplicationMode _mode;
    private readonly ServerId _me;
    private View _view = View.None;
    private Store _store = new();

    // The newest view for which this server and its counterpart have one state: the primary has given it, or the backup has been given
    // it. A primary without a backup has nobody to give it to.
    private long _inStep;

    /// <summary>Starts an empty server.</summary>
    public Server(INode node, string address, string viewService, ReplicationMode mode)
    {
        (_node, _mode) = (node, mode);
        _viewService = node.Connect(viewService);
        _me = new ServerId(address, node.Random.NextInt64());
        node.Handle((Operation operation) => OnOperation(operation));
        node.Handle((Install install) => OnInstall(install));
        node.Handle((Forward forward) => OnForward(forward));
        node.Start(PingAsync);
        // One ping does not wait for the answer to the one before, which may be lost.
        node.Every(Pace.Ping, () => node.Start(PingAsync));
    }

    private bool IsPrimary => _view.Primary == _me;

    private bool IsBackup => _view.Backup == _me;

    private async Task PingAsync()
    {
        // To acknowledge a view says that its backup can take over: not before it has the data.
        var acknowledged = IsPrimary ? _inStep : _view.Number;
        if (await _viewService.CallAsync(new Ping(_me, acknowledged), Pace.Death) is { } view)
            Learn(view);
    }

    private void Learn(View view)
    {
        if (view.Number <= _view.Number)
            return;
        _view = view;
        _node.Log($"learns {view}");
        if (IsPrimary)
            _node.Start(GetInStepAsync);
        else
            _behind.Clear();
    }

    private Taken OnInstall(Install install)
    {
        // The primary may have heard of the view before its backup.
        Learn(install.View);
        if (install.View.Number != _view.Number || !IsBackup)
            return new Taken(false);

        // Only once: a second copy of the message may come when the state has moved on.
        if (_inStep < _view.Number)
        {
            _store = new Store(install.State);
            _inStep = _view.Number;
        }

        return new Taken(true);
    }

    private Taken OnForward(Forward forward)
    {
        // The sender may have been deposed without knowing it. If this server has not heard of that either, it takes the operation with
        // it when it becomes primary.
        if (forward.View != _view.Number || !IsBackup || _inStep != _view.Number)
            return new Taken(false);
        _store.Execute(forward.Operation);
        return new Taken(true);
    }
}
