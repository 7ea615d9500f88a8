using Labs.Framework;

namespace Labs.Simulation.Tests;

/// <summary>An exception that escapes from a node's code fails the run; an exception of the suite never does.</summary>
public sealed class ExceptionTests
{
    public sealed record Strange(object Anything) : IRequest<Echoed>;

    private static IEnumerable<TestCaseData> Escapes =>
    [
        Escape("a constructor", "n/0 threw FormatException from its constructor: boom", _ => throw new FormatException("boom")),
        Escape("an activity", "n/0 threw FormatException from an activity: boom", node => node.Start(() => throw new FormatException("boom"))),
        Escape("an activity that waited", "n/0 threw FormatException from an activity: boom", node => node.Start(() => Boom(node))),
        Escape("a handler", "n/0 threw FormatException from its handler of Echo: boom", node =>
        {
            node.Handle<Echo, Echoed>(Echoed (e) => throw new FormatException("boom"));
            CallSelf(node, new Echo(1));
        }),
        Escape("an async handler at once", "n/0 threw FormatException from its handler of Echo: boom", node =>
        {
            node.Handle<Echo, Echoed>(Task<Echoed> (e) => throw new FormatException("boom"));
            CallSelf(node, new Echo(1));
        }),
        Escape("an async handler that waited", "n/0 threw FormatException from its handler of Echo: boom", node =>
        {
            node.Handle(async (Echo e) =>
            {
                await Boom(node);
                return new Echoed(1);
            });
            CallSelf(node, new Echo(1));
        }),
        Escape("an async void", "n/0 threw FormatException from an activity: boom", BoomAtOnce),
        Escape("a timer's callback", "n/0 threw FormatException from an activity: boom", node =>
            node.Clock.CreateTimer(_ => throw new FormatException("boom"), null, 1.Milliseconds(), Timeout.InfiniteTimeSpan)),
        Escape("Every", "n/0 threw FormatException from an activity: boom", node =>
            node.Every(1.Milliseconds(), () => throw new FormatException("boom"))),
        Escape("a handler that returns null", "The handler of Echo returned null; return a reply, since null means to the caller that none came.", node =>
        {
            node.Handle((Echo e) => (Echoed)null!);
            CallSelf(node, new Echo(1));
        }),
        Escape("a handler that brings null", "The handler of Echo returned null; return a reply, since null means to the caller that none came.", node =>
        {
            node.Handle(async (Echo e) =>
            {
                await Task.Yield();
                return (Echoed)null!;
            });
            CallSelf(node, new Echo(1));
        }),
        Escape("a hole of the skeleton", "Part A: start an election.", node => node.Start(() => throw new NotImplementedException("Part A: start an election."))),
        Escape("no handler", "n/0 has no handler for Echo; call node.Handle in the constructor.", node => CallSelf(node, new Echo(1))),
        Escape(
            "two handlers",
            "n/0 threw InvalidOperationException from its constructor: Echo has a handler already: call node.Handle once for each kind of request.",
            node =>
            {
                node.Handle((Echo e) => new Echoed(1));
                node.Handle((Echo e) => new Echoed(2));
            }),
    ];

    [TestCaseSource(nameof(Escapes))]
    public void What_escapes_fails_the_run(string reason, Action<INode> program)
    {
        var world = Worlds.Make();
        world.Add(1, program);
        var result = world.RunFor(1.Seconds());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.Exception));
            Assert.That(result.Failure?.Reason, Is.EqualTo(reason));
        }
    }

    [Test]
    public void The_details_are_the_students_stack()
    {
        var result = Worlds.RunOne(Boom);
        Assert.That(result.Failure?.Details, Does.Match(@"FormatException: boom\s+at .*ExceptionTests\.Boom.*ExceptionTests\.cs:line \d+"));
    }

    [Test]
    public void An_exception_of_a_call_of_the_tester_fails_the_run()
    {
        var (world, node) = WithServant();
        var result = world.Run(() => node.InvokeAsync((Servant s) => s.Do(() => throw new FormatException("boom"))));
        Assert.That(result.Failure?.Reason, Is.EqualTo("n/0 threw FormatException from a call of Servant: boom"));
    }

    [Test]
    public void A_message_that_can_not_travel_fails_the_run_by_its_member()
    {
        var result = Worlds.RunOne(node => node.Connect("n/0").CallAsync(new Strange(new object())));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure?.Kind, Is.EqualTo(FailureKind.Exception));
            Assert.That(result.Failure?.Reason, Does.Contain("Strange").And.Contain("Anything"));
        }
    }

    [Test]
    public void An_address_that_does_not_exist_is_the_callers_error()
    {
        var result = Worlds.RunOne(node => node.Connect("n/7").CallAsync(new Echo(1)));
        Assert.That(result.Failure?.Reason, Does.StartWith("n/0 threw ArgumentException from an activity: No node has the address 'n/7'; there are n/0."));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_call_without_patience_is_the_callers_error(int milliseconds)
    {
        var result = Worlds.RunOne(node => node.Connect("n/0").CallAsync(new Echo(1), milliseconds.Milliseconds()));
        Assert.That(result.Failure?.Reason, Does.StartWith("n/0 threw ArgumentOutOfRangeException from an activity: timeout"));
    }

    [Test]
    public void An_exception_that_nobody_awaits_is_noted_where_it_was_thrown()
    {
        var result = Worlds.RunOne(node =>
        {
            _ = Boom(node);
            return Task.CompletedTask;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(result.Lines("throw"), Has.One.Matches(@"^1 n/0 FormatException at ExceptionTests\.Boom in ExceptionTests\.cs:line \d+$"));
        }
    }

    [Test]
    public void An_exception_that_is_caught_is_noted_and_fails_nothing()
    {
        var result = Worlds.RunOne(async node =>
        {
            try
            {
                await Boom(node);
            }
            catch (FormatException)
            {
                node.Log("caught");
            }
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(result.Lines("throw"), Is.Not.Empty);
            Assert.That(result.Lines("log"), Is.EqualTo(new[] { "1 n/0 caught" }));
        }
    }

    [Test]
    public void The_first_failure_counts()
    {
        var world = Worlds.Make();
        world.Add(1, _ =>
        {
            world.Fail(FailureKind.Budget, "first");
            world.Fail(FailureKind.Safety, "second");
            throw new FormatException("third");
        });
        var result = world.RunFor(1.Seconds());
        Assert.That(result.Failure, Is.EqualTo(new Failure(FailureKind.Budget, "first", TimeSpan.Zero)));
    }

    internal static (World World, SimulatedNode Node) WithServant()
    {
        var world = Worlds.Make();
        return (world, world.AddGroup("n", 1, (node, _) => new Servant(node))[0]);
    }

    private static TestCaseData Escape(string from, string reason, Action<INode> program) =>
        new TestCaseData(reason, program).SetArgDisplayNames(from);

    private static void CallSelf(INode node, IRequest<Echoed> request) => node.Start(() => node.Connect("n/0").CallAsync(request));

    private static async Task Boom(INode node)
    {
        await node.Delay(1.Milliseconds());
        throw new FormatException("boom");
    }

    private static async void BoomAtOnce(INode node) => await Boom(node);
}
