using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>What the suite's code throws is the suite's word: a verdict where it is meant so, else its own error, and never lost.</summary>
public sealed class SuiteErrorTests
{
    [Test]
    public void A_failure_that_the_scenario_throws_is_the_verdict()
    {
        var result = Worlds.Make().Run(() => throw new FailureException(FailureKind.Safety, "two leaders"));
        Assert.That(result.Failure, Is.EqualTo(new Failure(FailureKind.Safety, "two leaders", TimeSpan.Zero)));
    }

    [Test]
    public void What_can_not_be_decided_is_neither_passed_nor_failed()
    {
        var result = Worlds.Make().Run(() => throw new InconclusiveException("too many operations"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Inconclusive, Is.EqualTo("too many operations"));
            Assert.That(result.Failure, Is.Null);
        }
    }

    [Test]
    public void Another_exception_of_the_scenario_is_an_error_of_the_suite()
    {
        var error = Assert.Throws<SuiteException>(() => Worlds.Make().Run(() => throw new FormatException("oops")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error?.Message, Is.EqualTo("The scenario itself threw FormatException: oops"));
            Assert.That(error?.InnerException, Is.TypeOf<FormatException>());
        }
    }

    [Test]
    public void Another_exception_of_an_activity_of_the_tester_is_an_error_of_the_suite()
    {
        var world = Worlds.Make();
        world.Tester.Start(() => throw new FormatException("oops"));
        Assert.That(() => world.RunFor(1.Seconds()), Throws.TypeOf<SuiteException>());
    }

    [Test]
    public void A_failure_of_an_invariant_is_the_verdict_at_once()
    {
        var world = Worlds.Make();
        var isBroken = false;
        world.Add(1, node => node.Start(async () =>
        {
            await node.Delay(7.Milliseconds());
            isBroken = true;
        }));
        world.AddInvariant(() =>
        {
            if (isBroken)
                throw new FailureException(FailureKind.Safety, "broken");
        });
        Assert.That(world.RunFor(1.Seconds()).Failure, Is.EqualTo(new Failure(FailureKind.Safety, "broken", 7.Milliseconds())));
    }

    [Test]
    public void An_invariant_that_can_not_be_decided_ends_the_run_so()
    {
        var world = Worlds.Make();
        world.Add(1, _ => { });
        world.AddInvariant(() => throw new InconclusiveException("too large"));
        Assert.That(world.RunFor(1.Seconds()).Inconclusive, Is.EqualTo("too large"));
    }

    [Test]
    public void Another_exception_of_an_invariant_is_an_error_of_the_suite()
    {
        var world = Worlds.Make();
        world.Add(1, _ => { });
        world.AddInvariant(() => throw new FormatException("oops"));
        Assert.That(() => world.RunFor(1.Seconds()), Throws.TypeOf<SuiteException>());
    }

    [Test]
    public void A_student_can_not_swallow_a_failure_inside_a_callback()
    {
        var world = Worlds.Make();
        var counter = new Counter(_ => throw new FailureException(FailureKind.Safety, "applied twice"));
        world.AddGroup("n", 1, (node, self) =>
        {
            try
            {
                world.AsEffects<ICounter>(self, counter).Count(1);
            }
            catch (Exception error)
            {
                node.Log($"swallowed {error.Message}");
            }

            return new object();
        });
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.EqualTo(new Failure(FailureKind.Safety, "applied twice", TimeSpan.Zero)));
            Assert.That(result.Lines("log"), Is.Empty);
        }
    }

    [Test]
    public void Another_exception_inside_a_callback_is_an_error_of_the_suite()
    {
        var world = Worlds.Make();
        world.AddGroup("n", 1, (_, self) =>
        {
            world.AsEffects<ICounter>(self, new Counter(_ => throw new FormatException("oops"))).Count(1);
            return new object();
        });
        Assert.That(() => world.RunFor(1.Seconds()), Throws.TypeOf<SuiteException>());
    }

    [Test]
    public void A_callback_runs_in_the_testers_context()
    {
        var world = Worlds.Make();
        var counter = new Counter(_ => world.Tester.Start(() => throw new FailureException(FailureKind.Safety, "by the tester")));
        world.AddGroup("n", 1, (_, self) =>
        {
            world.AsEffects<ICounter>(self, counter).Count(1);
            return new object();
        });
        Assert.That(world.RunFor(1.Seconds()).Failure?.Reason, Is.EqualTo("by the tester"));
    }

    [Test]
    public void A_call_of_an_object_that_the_node_does_not_run_is_an_error_of_the_setup()
    {
        var (world, node) = ExceptionTests.WithServant();
        var error = Assert.Throws<SetupException>(() => world.Run(() => node.InvokeAsync((Counter c) => c.Count(1))));
        Assert.That(error?.Message, Is.EqualTo("n/0 runs Servant, which is no Counter."));
    }

    [Test]
    public void A_contract_that_returns_something_is_no_effect()
    {
        var world = Worlds.Make();
        world.AddGroup("n", 1, (_, self) => world.AsEffects<IComparable<int>>(self, 1));
        var error = Assert.Throws<SetupException>(() => world.RunFor(1.Seconds()));
        Assert.That(error?.Message, Is.EqualTo("IComparable`1.CompareTo returns something; an effect can't."));
    }

    [Test]
    public void An_uncaught_end_of_a_node_is_an_error_of_the_suite()
    {
        var (world, node) = ExceptionTests.WithServant();
        var error = Assert.Throws<SuiteException>(() => world.Run(async () =>
        {
            node.Crash();
            await node.InvokeAsync((Servant s) => s.Do(() => { }));
        }));
        Assert.That(error?.InnerException, Is.TypeOf<NodeDownException>());
    }

    [Test]
    public void A_tester_that_leaves_the_simulation_or_blocks_is_an_error_of_the_suite([Values] bool blocks)
    {
        var world = Worlds.Make();
        var error = Assert.Throws<SuiteException>(() => world.Run(async () =>
        {
            if (blocks)
                world.Tester.Delay(1.Seconds()).Wait();
            else
                await Task.Run(() => { });
        }));
        Assert.That(error?.InnerException?.Message, Does.StartWith("tester left the simulation: it "));
    }

    [Test]
    public void What_the_suite_throws_after_a_failure_is_a_consequence()
    {
        var world = Worlds.Make();
        var result = world.Run(() =>
        {
            world.Fail(FailureKind.Safety, "first");
            throw new FormatException("then");
        });
        Assert.That(result.Failure?.Reason, Is.EqualTo("first"));
    }

    [Test]
    public void An_invariant_sees_what_a_timers_callback_did()
    {
        var world = Worlds.Make();
        var isBroken = false;
        world.Add(1, node => new CancellationTokenSource(7.Milliseconds(), node.Clock).Token.Register(() => isBroken = true));
        world.AddInvariant(() =>
        {
            if (isBroken)
                throw new FailureException(FailureKind.Safety, "broken");
        });
        Assert.That(world.RunFor(1.Seconds()).Failure?.At, Is.EqualTo(7.Milliseconds()));
    }
}
