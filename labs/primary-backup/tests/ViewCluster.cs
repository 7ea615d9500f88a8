using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>A view service, and servers that do nothing but ping: part A.</summary>
public sealed class ViewCluster
{
    private readonly SimulatedNode _observer;
    private readonly List<Pinger> _servers = [];

    /// <summary>Starts the view service, and servers that do not ping yet.</summary>
    public ViewCluster(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        World = trial.World;
        World.Network.Profile = Weather.Reliable;
        Watch = new ViewWatch(World);
        ViewService = World.AddGroup("view", 1, (node, _) => trial.Subject.Create<IViewService>(node))[0];
        // A server's first event comes after this constructor.
        var nodes = World.AddGroup(
            "server", trial.Servers, (node, handle) => new PingProgram(node, ViewService.Address, _servers[handle.Id]));
        _servers.AddRange(nodes.Select(node => new Pinger(node, Watch)));
        _observer = World.AddGroup("observer", 1, (node, _) => new ObserverProgram(node))[0];
    }

    /// <summary>The world they live in.</summary>
    public World World { get; }

    /// <summary>The view service's node.</summary>
    public SimulatedNode ViewService { get; }

    /// <summary>All servers, by rising number.</summary>
    public IReadOnlyList<Pinger> Servers => _servers;

    internal ViewWatch Watch { get; }

    /// <summary>The random sequence of the nemesis's action number <paramref name="action"/>; each has its own.</summary>
    public Random Nemesis(int action) => World.RandomFor("nemesis", action);

    /// <summary>Lets virtual time pass.</summary>
    public Task PassAsync(TimeSpan time) => World.Tester.Delay(time);

    /// <summary>Asks for the present view.</summary>
    public async Task<View> ViewAsync()
    {
        var floor = Watch.Highest;
        var view = await _observer.InvokeAsync((ObserverProgram program) => program.AskAsync(ViewService.Address));
        Watch.Told(view, floor, "the observer");
        return view;
    }

    /// <summary>Waits for a view with these servers, in their present lives.</summary>
    public Task<View> BecomesAsync(Pinger primary, Pinger? backup) => World.UntilAsync(
        Limits.NextView,
        $"a view with {primary} as primary and {backup?.ToString() ?? "nobody"} as backup",
        ViewAsync,
        view => view.Primary == primary.Id && view.Backup == backup?.Id,
        "no-view",
        view => $"the last answer: {ViewWatch.Say(view)}; the primary asked for is {ViewWatch.Say(primary.Id)}, "
            + $"and the backup {ViewWatch.Say(backup?.Id)}");

    /// <summary>Demands that the view stays as it is for a time.</summary>
    /// <param name="time">How long.</param>
    /// <param name="why">Why it must, for the message.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    public async Task StaysAsync(TimeSpan time, string why, string anchor)
    {
        var before = await ViewAsync();
        for (var end = World.Now + time; World.Now < end;)
        {
            await PassAsync(20.Milliseconds());
            var now = await ViewAsync();
            Expect.Safety(now == before, $"{ViewWatch.Say(before)}, and then {ViewWatch.Say(now)}, although {why}; {Handout.See(anchor)}");
        }
    }

    /// <summary>Starts a primary and, where it is given, a backup, one after the other.</summary>
    /// <returns>The view, which its primary has acknowledged.</returns>
    public async Task<View> StartAsync(Pinger primary, Pinger? backup = null)
    {
        ArgumentNullException.ThrowIfNull(primary);
        primary.IsPinging = true;
        var view = await BecomesAsync(primary, null);
        if (backup is not null)
        {
            backup.IsPinging = true;
            view = await BecomesAsync(primary, backup);
        }

        await AcknowledgedAsync();
        return view;
    }

    /// <summary>Lets pass what a server takes at most to acknowledge a view, on the reliable network.</summary>
    public Task AcknowledgedAsync() => PassAsync(3 * Pace.Ping);
}
