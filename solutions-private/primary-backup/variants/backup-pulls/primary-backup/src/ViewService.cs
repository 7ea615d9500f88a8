// Differs from the reference: it decides at its ticks alone, counts those that bring no ping, and takes in whoever came last.
using Labs.Framework;

namespace Labs.PrimaryBackupLab;

/// <summary>The view service: it watches the servers, and decides who is primary and who is backup.</summary>
public sealed class ViewService : IViewService
{
    // The first tick after a ping may come at once, so it is the sixth that says that half a second has passed.
    private static readonly int SilenceOfTheDead = (int)(Pace.Death / Pace.Ping) + 1;

    // Those who are alive, in the order in which they were first heard, and how many ticks each has let pass.
    private readonly List<(ServerId Server, int Silence)> _alive = [];
    private View _view = View.None;
    private long _acknowledged;

    /// <summary>Starts the view service, with no view.</summary>
    public ViewService(INode node)
    {
        node.Handle((Ping ping) => OnPing(ping));
        node.Handle((GetView _) => _view);
        node.Every(Pace.Ping, OnTick);
    }

    private View OnPing(Ping ping)
    {
        var place = _alive.FindIndex(one => one.Server == ping.Server);
        if (place < 0)
            _alive.Add((ping.Server, 0));
        else
            _alive[place] = (ping.Server, 0);
        if (ping.Server == _view.Primary)
            _acknowledged = Math.Max(_acknowledged, ping.View);
        return _view;
    }

    private void OnTick()
    {
        for (var place = 0; place < _alive.Count; place++)
            _alive[place] = (_alive[place].Server, _alive[place].Silence + 1);
        _alive.RemoveAll(one => one.Silence >= SilenceOfTheDead);

        var next = _view.Number == 0 ? First()
            : _acknowledged == _view.Number ? AfterAcknowledgement()
            : _view with { Backup = IsAlive(_view.Primary) && !IsAlive(_view.Backup) ? null : _view.Backup };
        if (next != _view)
            _view = next with { Number = _view.Number + 1 };
    }

    private View First() => _alive.Count == 0 ? _view : _view with { Primary = _alive[0].Server };

    private View AfterAcknowledgement() => (IsAlive(_view.Primary), IsAlive(_view.Backup)) switch
    {
        (true, true) => _view,
        (true, false) => _view with { Backup = LastIdle() },
        (false, true) => _view with { Primary = _view.Backup, Backup = LastIdle() },
        _ => _view,
    };

    private bool IsAlive(ServerId? server) => _alive.Exists(one => one.Server == server);

    private ServerId? LastIdle() =>
        _alive.FindLast(one => one.Server != _view.Primary && one.Server != _view.Backup).Server;
}
