using System.Globalization;
using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>No state that the base library keeps beside the code passes from one node to another.</summary>
public sealed class AmbientStateTests
{
    private static readonly AsyncLocal<int> Local = new();

    [Test]
    public void An_AsyncLocal_stays_in_its_activity()
    {
        var world = Worlds.Make();
        var seen = new List<string>();
        world.Add(2, node => node.Start(async () =>
        {
            if (node.Id == 0)
            {
                Local.Value = 42;
                node.Start(async () => seen.Add($"started {Local.Value}"));
            }

            await node.Delay((node.Id + 1).Milliseconds());
            seen.Add($"{node.Id} {Local.Value}");
        }));
        world.RunFor(1.Seconds());
        Assert.That(seen, Is.EqualTo(new[] { "started 0", "0 42", "1 0" }));
    }

    [Test]
    public void A_message_and_a_call_of_the_tester_bring_no_AsyncLocal()
    {
        var world = Worlds.Make();
        var seen = new List<int>();
        var nodes = world.AddGroup("n", 2, (node, _) =>
        {
            node.Handle((Echo e) =>
            {
                seen.Add(Local.Value);
                return new Echoed(e.Number);
            });
            return new Servant(node);
        });
        world.Run(async () =>
        {
            Local.Value = 42;
            await nodes[0].InvokeAsync((Servant s) => s.Do(() =>
            {
                seen.Add(Local.Value);
                Local.Value = 43;
                s.Node.Others[0].CallAsync(new Echo(1));
            }));
            seen.Add(Local.Value);
            await world.Tester.Delay(10.Milliseconds());
        });
        Assert.That(seen, Is.EqualTo(new[] { 0, 42, 0 }));
    }

    [Test]
    public void Every_event_begins_with_the_invariant_culture()
    {
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        var seen = new List<string>();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = odd;
            var world = Worlds.Make();
            world.Add(2, node => node.Start(async () =>
            {
                await node.Delay((node.Id + 1).Milliseconds());
                seen.Add($"{node.Id} {1.5}");
                CultureInfo.CurrentCulture = odd;
                CultureInfo.CurrentUICulture = odd;
                node.Start(async () => seen.Add($"{node.Id} started {1.5} {ReferenceEquals(CultureInfo.CurrentUICulture, CultureInfo.InvariantCulture)}"));
            }));
            world.RunFor(1.Seconds());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(seen, Is.EqualTo(new[] { "0 1.5", "0 started 1.5 True", "1 1.5", "1 started 1.5 True" }));
    }

    [Test]
    public void The_nodes_time_zone_is_UTC()
    {
        TimeZoneInfo? zone = null;
        Worlds.RunOne(async node => zone = node.Clock.LocalTimeZone);
        Assert.That(zone, Is.EqualTo(TimeZoneInfo.Utc));
    }

    [Test]
    public void A_context_set_by_one_event_is_gone_in_the_next()
    {
        var world = Worlds.Make();
        var foreign = new SynchronizationContext();
        var seen = new List<bool>();
        world.Add(2, node => node.Start(async () =>
        {
            await node.Delay((node.Id + 1).Milliseconds());
            seen.Add(SynchronizationContext.Current == foreign);
            SynchronizationContext.SetSynchronizationContext(foreign);
        }));
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(seen, Is.EqualTo(new[] { false, false }));
        }
    }

    [Test]
    public void The_callers_own_state_is_as_before_the_run()
    {
        var context = new SynchronizationContext();
        var outer = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(context);
            Local.Value = 7;
            Worlds.RunOne(async node => Local.Value = 8);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(SynchronizationContext.Current, Is.SameAs(context));
                Assert.That(Local.Value, Is.EqualTo(7));
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            Local.Value = 0;
        }
    }
}
