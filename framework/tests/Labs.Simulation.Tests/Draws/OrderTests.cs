using Labs.Framework;

namespace Labs.Simulation.Tests.Draws;

/// <summary>The seed orders what is ready at one instant.</summary>
public sealed class OrderTests
{
    [Test]
    public void Activities_of_one_instant_run_in_every_order()
    {
        var orders = Enumerable.Range(1, 200).Select(seed => Order((ulong)seed, (node, run) =>
        {
            for (var i = 0; i < 3; i++)
            {
                var number = i;
                node.Start(async () => run(number));
            }
        })).ToList();
        Assert.That(orders.Distinct().Order(StringComparer.Ordinal), Is.EqualTo(new[] { "012", "021", "102", "120", "201", "210" }));
        // Each about as often: 33 of 200, deviation 5.
        Assert.That(orders.GroupBy(o => o).Select(g => g.Count()), Is.All.InRange(10, 60));
    }

    [Test]
    public void Those_who_wait_for_one_task_resume_in_every_order()
    {
        var orders = Enumerable.Range(1, 200).Select(seed => Order((ulong)seed, (node, run) =>
        {
            var source = new TaskCompletionSource();
            for (var i = 0; i < 3; i++)
            {
                var number = i;
                node.Start(async () =>
                {
                    await source.Task;
                    run(number);
                });
            }

            node.Start(async () =>
            {
                await node.Delay(1.Milliseconds());
                source.SetResult();
            });
        }));
        Assert.That(orders.Distinct().Count(), Is.EqualTo(6));
    }

    [Test]
    public void Messages_that_arrive_at_one_instant_do_so_in_every_order()
    {
        var orders = new HashSet<string>();
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var order = "";
            var world = Worlds.Make(seed);
            world.Add(4, node =>
            {
                node.Handle((Echo e) =>
                {
                    order += e.Number;
                    return new Echoed(e.Number);
                });
                if (node.Id > 0)
                    node.Start(() => node.Others[0].CallAsync(new Echo(node.Id)));
            });
            world.RunFor(1.Seconds());
            orders.Add(order);
        }

        Assert.That(orders, Has.Count.EqualTo(6));
    }

    [Test]
    public void One_activity_is_atomic_between_two_awaits()
    {
        // Ten activities take tickets; in no order does one come between another's read and its write.
        for (var seed = 1UL; seed <= 50; seed++)
        {
            var (tickets, gate) = (0, new TaskCompletionSource());
            var world = Worlds.Make(seed);
            world.Add(1, node =>
            {
                for (var i = 0; i < 10; i++)
                {
                    node.Start(async () =>
                    {
                        await gate.Task;
                        var read = tickets;
                        _ = Other();
                        tickets = read + 1;
                    });
                }

                node.Start(async () =>
                {
                    await node.Delay(1.Milliseconds());
                    gate.SetResult();
                    Assert.That(tickets, Is.Zero);
                });
            });
            Assert.That(world.RunFor(1.Seconds()).Failure, Is.Null);
            Assert.That(tickets, Is.EqualTo(10));
        }

        static async Task Other() => await Task.Yield();
    }

    [Test]
    public void A_start_never_runs_inside_its_call()
    {
        var order = new List<string>();
        Worlds.RunOne(async node =>
        {
            node.Start(async () => order.Add("started"));
            order.Add("after the start");
        });
        Assert.That(order, Is.EqualTo(new[] { "after the start", "started" }));
    }

    private static string Order(ulong seed, Action<INode, Action<int>> program)
    {
        var order = "";
        var world = Worlds.Make(seed);
        world.Add(1, node => program(node, number => order += number));
        world.RunFor(1.Seconds());
        return order;
    }
}
