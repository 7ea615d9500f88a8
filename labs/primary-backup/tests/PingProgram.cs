using Labs.Framework;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>What runs on a node of part A: one life of a server that does nothing but ping, as the scenario tells it.</summary>
internal sealed class PingProgram
{
    private readonly INode _node;
    private readonly IPeer _viewService;
    private readonly Pinger _pinger;

    public PingProgram(INode node, string viewService, Pinger pinger)
    {
        (_node, _pinger) = (node, pinger);
        _viewService = node.Connect(viewService);
        Id = new ServerId(pinger.Node.Address, node.Random.NextInt64());
        pinger.Begin(Id);
        node.Start(PingIfToldAsync);
        node.Every(Pace.Ping, () => node.Start(PingIfToldAsync));
    }

    /// <summary>Who it is.</summary>
    public ServerId Id { get; }

    /// <summary>The newest view that it was told.</summary>
    public View Known { get; private set; } = View.None;

    private async Task PingIfToldAsync()
    {
        if (!_pinger.IsPinging)
            return;
        var ping = new Ping(Id, _pinger.IsAcknowledging ? Known.Number : Math.Min(_pinger.Frozen, Known.Number));
        var floor = _pinger.Watch.Pings(ping);
        if (await _viewService.CallAsync(ping, 1.Seconds()) is { } view)
        {
            _pinger.Watch.Told(view, floor, _pinger.Node.Address);
            if (view.Number > Known.Number)
                Known = view;
        }
    }
}
