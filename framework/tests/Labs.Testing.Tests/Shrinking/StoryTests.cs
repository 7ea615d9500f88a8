using Labs.Framework;
using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Shrinking;

/// <summary>A run of a world is made smaller and told.</summary>
public sealed class StoryTests
{
    [Test]
    public void A_run_is_made_smaller_to_what_its_failure_needs_and_told_in_sentences()
    {
        var shrinker = new Shrinker(attempts => attempts.Select(attempt => Play(attempt, keepTrace: false)));
        shrinker.Run(FailingSeed(), 3);
        var told = Play(shrinker.Best.Attempt, keepTrace: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Run.TraceHash, Is.EqualTo(shrinker.Best.Result.Run.TraceHash));
            Assert.That(shrinker.Original!.Deviations, Is.GreaterThan(100));
            // Three requests in vain take three losses or cuts at the most, and now and then the order in which they come.
            Assert.That(shrinker.Best.Keys.Count, Is.InRange(1, 5));
            Assert.That(Story.Of(told.Run), Has.Count.GreaterThan(1));
            Assert.That(Story.Of(told.Run)[^1], Does.Match(@"^ +\d+\. \d\.\d{3} \d{3} s  server \d gave up$"));
        }
    }

    [Test]
    public void Sentences_come_by_time_with_the_end_of_what_was_begun_and_the_failure_last()
    {
        var run = Run(
            [
                Deviates("order n/0", "what is ready in n/0 runs in an order of its own", 0),
                Event("world", "heal", "every link", 1),
                Event("tester", "story", "server 0 leads", 2),
                Event("n/1", "start", "", 2),
                Deviates("isolate n/1 #1", "n/1 is cut off from all others", 3),
                Deviates("crash-at n/2 #1", "n/2 is to crash before its 1st save from now on", 3),
                Event("n/0", "send", "Hello to n/1", 3),
                Event("n/2", "crash", "before a save", 4),
                Event("world", "heal", "every link", 5),
                Event("n/1", "join", "from and to all others", 5),
                Event("n/2", "start", "incarnation 2, on what was saved", 6),
            ],
            "two leaders");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Story.Lasting(run), Is.EqualTo(new[] { "what is ready in n/0 runs in an order of its own" }));
            Assert.That(Story.Of(run), Is.EqualTo(new[]
            {
                "  1. 2.000 000 s  server 0 leads",
                "  2. 3.000 000 s  n/1 is cut off from all others",
                "  3. 3.000 000 s  n/2 is to crash before its 1st save from now on",
                "  4. 4.000 000 s  n/2 crashes before a save",
                "  5. 5.000 000 s  every link is joined again",
                "  6. 6.000 000 s  n/2 starts again, on what was saved",
                "  7. 9.000 000 s  two leaders",
            }));
        }
    }

    [Test]
    public void Of_a_long_story_the_middle_is_left_out_and_the_numbers_show_it()
    {
        var story = Story.Of(Run([.. Enumerable.Range(1, 99).Select(i => Event("tester", "story", $"event {i}", i % 9))], "the end"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(story, Has.Count.EqualTo(41));
            Assert.That(story[9], Does.StartWith(" 10. ").And.EndsWith("event 10"));
            Assert.That(story[10], Is.EqualTo("     ... 60 more"));
            Assert.That(story[11], Does.StartWith(" 71. ").And.EndsWith("event 71"));
            Assert.That(story[^1], Does.StartWith("100. ").And.EndsWith("the end"));
        }
    }

    [Test]
    public void Deviations_whose_events_were_dropped_come_first()
    {
        var run = Run([Event("tester", "story", "late", 5)], "end") with { Deviations = [new("pause n/0 #1", "n/0 stops", 1.Seconds())] };
        Assert.That(Story.Of(run)[0], Is.EqualTo("  1. 1.000 000 s  n/0 stops"));
    }

    private static (TraceEvent Event, Deviation? Deviation) Event(string node, string kind, string text, int at) =>
        (new TraceEvent(TimeSpan.FromSeconds(at), node, kind, text), null);

    private static (TraceEvent Event, Deviation? Deviation) Deviates(string key, string text, int at) =>
        (new TraceEvent(TimeSpan.FromSeconds(at), "world", "deviates", text), new Deviation(key, text, TimeSpan.FromSeconds(at)));

    private static RunResult Run(IReadOnlyList<(TraceEvent Event, Deviation? Deviation)> happened, string reason) =>
        new(new Failure(FailureKind.Safety, reason, 9.Seconds()), null, 9.Seconds(), 0, 0, 0, 0, [], [.. happened.Select(h => h.Event)])
        {
            Deviations = [.. happened.Select(h => h.Deviation).OfType<Deviation>()],
        };

    // One that fails late.
    private static ulong FailingSeed() => Enumerable.Range(1, 1000).Select(seed => (ulong)seed).First(seed =>
        Play(new Attempt(seed, 3, Schedule.Everything), keepTrace: false).Run is { Failure: not null, Deviations.Count: > 100 });

    // Servers ask each other every 20 ms on a bad network, and give up when three requests in a row stay without an answer.
    private static TrialResult Play(Attempt attempt, bool keepTrace)
    {
        var world = new World(new WorldOptions { Seed = attempt.Seed, Schedule = attempt.Schedule, KeepTrace = keepTrace });
        world.Network.Profile = NetworkProfile.LabrpcUnreliable;
        var nodes = world.AddGroup("n", attempt.Servers, (node, _) => new Asker(node));
        world.AddInvariant(() =>
        {
            foreach (var node in nodes.Where(node => node.Inspect<Asker, bool>(asker => asker.HasGivenUp)))
                throw new FailureException(FailureKind.Safety, $"server {node.Id} gave up");
        });
        var run = world.Run(async () =>
        {
            for (int round = 0; round < 20; round++)
            {
                var random = world.RandomFor("nemesis", round);
                await world.Tester.Delay(random.Between(10.Milliseconds(), 50.Milliseconds()));
                world.Network.Isolate(nodes[random.Next(3)]);
                await world.Tester.Delay(random.Between(10.Milliseconds(), 45.Milliseconds()));
                world.Network.Heal();
            }
        });
        return new TrialResult(attempt.Seed, run.Failure is null ? Verdict.Passed : Verdict.Failed, run);
    }

    private sealed record Question(int Number) : IRequest<Answer>;

    private sealed record Answer(int Number);

    private sealed class Asker
    {
        private readonly INode _node;
        private int _inVain;

        public Asker(INode node)
        {
            _node = node;
            node.Handle((Question question) => new Answer(question.Number));
            node.Start(AskAsync);
        }

        public bool HasGivenUp => _inVain >= 3;

        private async Task AskAsync()
        {
            for (int number = 0; ; number++)
            {
                await _node.Delay(20.Milliseconds());
                _inVain = await _node.Others[0].CallAsync(new Question(number), 30.Milliseconds()) is null ? _inVain + 1 : 0;
            }
        }
    }
}
