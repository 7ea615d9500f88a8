using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The view service: it watches the servers, and decides who is primary and who is backup.</summary>
public sealed class ViewService : IViewService
{
    private readonly INode _node;

    // Those who are alive and when each was heard last, in the order in which they were first heard.
    private readonly List<(ServerId Server, long HeardAt)> _alive = [];
    private View _view = View.None;
    private bool _isAcknowledged;

    /// <summary>Starts the view service, with no view.</summary>
    public ViewService(INode node)
    {
        _node = node;
        node.Handle((Ping ping) => OnPing(ping));
        node.Handle((GetView _) => _view);
        node.Every(Pace.Ping, Reconsider);
    }

    private View OnPing(Ping ping)
    {
        Hear(ping.Server);
        if (ping.Server == _view.Primary && ping.View == _view.Number)
            _isAcknowledged = true;
        Reconsider();
        return _view;
    }

    private void Hear(ServerId server)
    {
        var known = _alive.FindIndex(one => one.Server == server);
        if (known < 0)
            _alive.Add((server, _node.Clock.GetTimestamp()));
        else
            _alive[known] = (server, _node.Clock.GetTimestamp());
    }

    private void Reconsider()
    {
        _alive.RemoveAll(one => _node.Clock.GetElapsedTime(one.HeardAt) >= Pace.Death);
        var (primary, backup) = Choose();
        if (primary == _view.Primary && backup == _view.Backup)
            return;
        _view = new View(_view.Number + 1, primary, backup);
        _isAcknowledged = false;
        _node.Log($"{_view}");
    }

    /// <summary>Who should do the work now: those of the present view, unless there is a reason for a change, and leave.</summary>
    private (ServerId? Primary, ServerId? Backup) Choose()
    {
        var (primary, backup) = (_view.Primary, _view.Backup);
        if (_view.Number == 0)
            return (FirstIdle(), null);

        // Without an acknowledgement nobody knows whether the backup has the data. But the one whom the primary would give it to may be
        // dead, and then the acknowledgement would never come.
        if (!_isAcknowledged)
            return (primary, IsAlive(primary) && !IsAlive(backup) ? null : backup);

        if (!IsAlive(primary))
        {
            // Nobody else has the data. If the backup is dead, too, all that can be done is to wait for one of them.
            if (!IsAlive(backup))
                return (primary, backup);
            (primary, backup) = (backup, null);
        }

        return (primary, IsAlive(backup) ? backup : FirstIdle());
    }

    private bool IsAlive(ServerId? server) => _alive.Exists(one => one.Server == server);

    private ServerId? FirstIdle() =>
        _alive.Find(one => one.Server != _view.Primary && one.Server != _view.Backup).Server;
}
