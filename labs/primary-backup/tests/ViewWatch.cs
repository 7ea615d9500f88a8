using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Every view that the view service has told anybody, held against the rules. What servers have said is the tester's own
/// knowledge.</summary>
internal sealed class ViewWatch(World world)
{
    private readonly Dictionary<long, View> _views = [];
    private readonly HashSet<ServerId> _pinged = [];
    private readonly HashSet<(ServerId Server, long View)> _acknowledged = [];
    private long _highest;

    /// <summary>The number of the newest view that was told.</summary>
    public long Highest => _highest;

    /// <summary>Whether the primary of a view has said that it knows the view.</summary>
    public bool IsAcknowledged(View view) => view.Primary is { } primary && _acknowledged.Contains((primary, view.Number));

    /// <summary>A server is about to ping.</summary>
    /// <returns>The number of the newest view that was told so far: the answer can't be older.</returns>
    public long Pings(Ping ping)
    {
        _pinged.Add(ping.Server);
        if (_acknowledged.Add((ping.Server, ping.View)) && world.Tester.IsLogging
            && _views.TryGetValue(ping.View, out var view) && view.Primary == ping.Server)
        {
            world.Tell($"{Say(ping.Server)} sends the acknowledgement of view {ping.View}");
        }

        return _highest;
    }

    /// <summary>The view service has told a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="floor">The number of the newest view that was told when the question was put.</param>
    /// <param name="to">To whom.</param>
    public void Told(View view, long floor, string to)
    {
        if (view.Number < floor)
            throw Unsafe($"{to} was told view {view.Number}, and view {floor} had been told before it asked", "views-go-back");
        if (_views.TryGetValue(view.Number, out var known))
        {
            if (known != view)
                throw Unsafe($"view {view.Number} is two views: {Say(known)}, and {Say(view)}", "two-views-with-one-number");
            return;
        }

        _views.Add(view.Number, view);
        _highest = Math.Max(_highest, view.Number);
        if (world.Tester.IsLogging && view.Number > 0)
            world.Tell(Say(view));
        CheckAlone(view);
        if (_views.TryGetValue(view.Number - 1, out var before))
            CheckStep(before, view);
        if (_views.TryGetValue(view.Number + 1, out var after))
            CheckStep(view, after);
    }

    private void CheckAlone(View view)
    {
        if (view.Number == 0 && (view.Primary ?? view.Backup) is not null)
            throw Unsafe("view 0 names a server, and it is the view before the first", "empty-primary");
        if (view is { Number: > 0, Primary: null })
            throw Unsafe($"{Say(view)}: it has no primary", "no-primary");
        if (view.Primary is not null && view.Primary == view.Backup)
            throw Unsafe($"{Say(view)}: one server is both", "no-primary");
        foreach (var server in new[] { view.Primary, view.Backup })
        {
            if (server is not null && !_pinged.Contains(server))
                throw Unsafe($"{Say(view)}: {Say(server)} has never pinged", "empty-primary");
        }
    }

    private void CheckStep(View before, View after)
    {
        if (before.Number == 0)
            return;
        var step = $"view {before.Number} was {SayWho(before)}, and view {after.Number} is {SayWho(after)}";
        if (before.Primary == after.Primary && before.Backup == after.Backup)
            throw Unsafe($"{step}: nothing has changed", "no-reason");
        if (after.Primary != before.Primary && after.Primary != before.Backup)
            throw Unsafe($"{step}: the primary was neither primary nor backup, so it has no data", "empty-primary");

        // A dead backup may be taken out before.
        var isRemoval = after.Primary == before.Primary && after.Backup is null;
        if (isRemoval || IsAcknowledged(before))
            return;
        var isReplacement = after.Primary == before.Primary && before.Backup is not null;
        throw Unsafe(
            $"{step}, and the primary never acknowledged view {before.Number}"
            + (isReplacement ? ": a dead backup may be taken out of it, but nobody taken in for it" : ""),
            "not-acknowledged");
    }

    /// <summary>A view in words, with the last digits of each life.</summary>
    public static string Say(View view) => $"view {view.Number} is {SayWho(view)}";

    private static string SayWho(View view) => view.Backup is null
        ? $"({Say(view.Primary)} alone)"
        : $"(primary {Say(view.Primary)}, backup {Say(view.Backup)})";

    /// <summary>A server in words, with the last digits of its life.</summary>
    public static string Say(ServerId? server) => server is null ? "nobody" : $"{server.Address} life {server.Life % 10_000}";

    // It stands, whatever else was left out of a run that is made smaller: no fault excuses it.
    private FailureException Unsafe(string what, string anchor)
    {
        var reason = $"{what}; {Handout.See(anchor)}";
        world.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }
}
