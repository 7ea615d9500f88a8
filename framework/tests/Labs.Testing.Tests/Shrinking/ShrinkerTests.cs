using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Shrinking;

/// <summary>A failing run is made smaller, with a made-up world: a list of keys, and a rule for which of them fail together.</summary>
public sealed class ShrinkerTests
{
    private static readonly string[] All =
    [
        .. Enumerable.Range(1, 40).Select(i => $"delay request n/0>n/1 {i:x16}"),
        .. Enumerable.Range(1, 20).Select(i => $"lost request n/0>n/1 {i:x16}"),
        .. Enumerable.Range(1, 12).Select(i => $"isolate n/{i % 3} #{(i + 2) / 3}"),
        .. Enumerable.Range(1, 30).Select(i => $"operation n/0 #{i}"),
    ];

    [Test]
    public void What_the_failure_needs_is_left_and_nothing_else()
    {
        string[] needed = ["lost request n/0>n/1 0000000000000007", "isolate n/1 #3", "operation n/0 #4", "operation n/0 #29"];
        var shrinker = Shrink(run => needed.All(run.Contains) ? "broken" : null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shrinker.Best.Keys, Is.EqualTo(needed));
            Assert.That((shrinker.Original!.Deviations, shrinker.Original.Operations), Is.EqualTo((72, 30)));
            Assert.That((shrinker.Best.Deviations, shrinker.Best.Operations), Is.EqualTo((2, 2)));
            Assert.That(shrinker.IsSpent, Is.False);
        }
    }

    [Test]
    public void A_failure_that_needs_nothing_takes_few_attempts()
    {
        var shrinker = Shrink(_ => "broken");
        Assert.That(shrinker.Best.Keys, Is.Empty);
        Assert.That(shrinker.Attempts, Is.LessThan(10));
    }

    [Test]
    public void One_of_several_ways_to_fail_is_enough()
    {
        var shrinker = Shrink(run => run.Contains(All[3]) || (run.Contains(All[50]) && run.Contains(All[70])) ? "broken" : null);
        Assert.That(shrinker.Best.Keys, Is.EqualTo(new[] { All[3] }).Or.EqualTo(new[] { All[50], All[70] }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void To_run_attempts_ahead_changes_nothing(int ahead)
    {
        // A rule without any order in it, so that every step matters.
        var (alone, together) = (Shrink(Rule), Shrink(Rule, ahead: ahead));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(together.Best.Keys, Is.EqualTo(alone.Best.Keys));
            Assert.That(together.Best.Attempt.Schedule.Variation, Is.EqualTo(alone.Best.Attempt.Schedule.Variation));
            Assert.That(together.Attempts, Is.EqualTo(alone.Attempts));
        }

        static string? Rule(Attempted run) =>
            run.Count(All.Length) % 7 != 3 && run.Contains(All[60]) && run.Contains(All[90]) ? "broken" : null;
    }

    [Test]
    public void A_failure_of_another_kind_is_kept_and_not_followed()
    {
        string needed = All[65];
        var shrinker = Shrink(run => run.Contains(needed) ? "broken; see labs/toy/README.md#one" : "broken; see labs/toy/README.md#two");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shrinker.Best.Keys, Is.EqualTo(new[] { needed }));
            Assert.That(shrinker.Best.Failure.Reason, Does.EndWith("#one"));
            Assert.That(shrinker.Other!.Failure.Reason, Does.EndWith("#two"));
            Assert.That(shrinker.Other.Keys, Does.Not.Contain(needed));
        }
    }

    [Test]
    public void What_came_up_no_more_is_gone_with_what_caused_it()
    {
        // Half of the keys come up only where another does.
        var shrinker = Shrink(run => run.Contains(All[71]) ? "broken" : null, (run, key) => key == All[71] || run.Contains(All[45]));
        Assert.That(shrinker.Best.Keys, Is.EqualTo(new[] { All[71] }));
    }

    [Test]
    public void Fewer_servers_are_tried_with_seeds_of_their_own()
    {
        var shrinker = Shrink(
            run => run.Contains(All[61]) && ((run.Attempt.Servers, run.Attempt.Seed % 4) is (7, _) or (5, 0)) ? "broken" : null,
            servers: 7);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shrinker.Best.Attempt.Servers, Is.EqualTo(5));
            Assert.That(shrinker.Best.Keys, Is.EqualTo(new[] { All[61] }));
            Assert.That(shrinker.Best.Attempt.Seed % 4, Is.Zero);
        }
    }

    [Test]
    public void A_smaller_group_that_needs_far_more_is_no_gain()
    {
        var shrinker = Shrink(run => run.Attempt.Servers == 5 || All[40..50].All(run.Contains) ? "broken" : null, servers: 5);
        Assert.That((shrinker.Best.Attempt.Servers, shrinker.Best.Keys.Count), Is.EqualTo((5, 0)));
    }

    [Test]
    public void A_race_may_be_won_again_with_other_random_numbers()
    {
        // With the seed's own numbers every operation counts; with some others none does.
        var shrinker = Shrink(run =>
            All[72..].All(run.Contains) || (run.Contains(All[72]) && run.Attempt.Schedule.Variation % 5 == 4) ? "broken" : null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shrinker.Best.Keys, Is.EqualTo(new[] { All[72] }));
            Assert.That(shrinker.Best.Attempt.Schedule.Variation, Is.Not.Zero);
        }
    }

    [Test]
    public void No_more_attempts_are_made_than_allowed_and_the_best_so_far_counts()
    {
        var shrinker = Shrink(run => All[..20].All(run.Contains) && run.Contains(All[80]) ? "broken" : null, most: 30);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shrinker.Attempts, Is.EqualTo(30));
            Assert.That(shrinker.IsSpent, Is.True);
            Assert.That(shrinker.Best.Keys.Count, Is.InRange(21, 80));
        }
    }

    [Test]
    public void A_trial_that_does_not_fail_has_nothing_to_shrink()
    {
        var shrinker = new Shrinker(attempts => attempts.Select(attempt => Play(new Attempted(attempt), _ => null, (_, _) => true)));
        Assert.That(shrinker.Run(1, 3).Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(shrinker.Original, Is.Null);
    }

    private static Shrinker Shrink(
        Func<Attempted, string?> fails,
        Func<Attempted, string, bool>? comesUp = null,
        int servers = 3,
        int ahead = 0,
        int most = 4000)
    {
        var shrinker = new Shrinker(Run, most);
        shrinker.Run(1, servers);
        return shrinker;

        IEnumerable<TrialResult> Run(IEnumerable<Attempt> attempts) => ahead == 0
            ? attempts.Select(PlayOne)
            : attempts.Chunk(ahead).SelectMany(window => window.Select(PlayOne).ToList());

        TrialResult PlayOne(Attempt attempt) => Play(new Attempted(attempt), fails, comesUp ?? ((_, _) => true));
    }

    private static TrialResult Play(Attempted run, Func<Attempted, string?> fails, Func<Attempted, string, bool> comesUp)
    {
        var failure = fails(run) is { } reason ? new Failure(FailureKind.Safety, reason, TimeSpan.FromSeconds(1)) : null;
        var result = new RunResult(failure, null, TimeSpan.FromSeconds(1), 0, 0, 0, 0, [], [])
        {
            Deviations = [.. All.Where(key => run.Contains(key) && comesUp(run, key)).Select(key => new Deviation(key, "", TimeSpan.Zero))],
        };
        return new TrialResult(run.Attempt.Seed, failure is null ? Verdict.Passed : Verdict.Failed, result);
    }

    private sealed class Attempted(Attempt attempt)
    {
        private readonly HashSet<string>? _keys = attempt.Schedule.Keys?.ToHashSet();

        public Attempt Attempt => attempt;

        public bool Contains(string key) => _keys is null || _keys.Contains(key) || _keys.Contains(DeviationKinds.Of(key));

        public int Count(int all) => _keys?.Count ?? all;
    }
}
