namespace Labs.Simulation.Tests.Crashes;

/// <summary>A crash falls on one side of one effect: all before it happened, nothing after it.</summary>
public sealed class BoundaryTests
{
    // The handler's effects, in their order; it saves twice.
    private static readonly EffectKind[] Effects =
        [EffectKind.Save, EffectKind.Send, EffectKind.Callback, EffectKind.Start, EffectKind.Save, EffectKind.Reply];

    private static IEnumerable<TestCaseData> Boundaries =>
        from ordinal in Enumerable.Range(1, Effects.Length)
        from boundary in Enum.GetValues<Boundary>()
        select new TestCaseData(ordinal, boundary).SetArgDisplayNames($"{boundary} effect {ordinal}, a {Effects[ordinal - 1]}");

    [TestCaseSource(nameof(Boundaries))]
    public void What_comes_before_the_crash_happened_and_nothing_else(int ordinal, Boundary boundary)
    {
        var run = new BoundaryRun(node => node.CrashAtEffect(null, ordinal, boundary));
        var happened = boundary == Boundary.After ? ordinal : ordinal - 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Result.Failure, Is.Null);
            Assert.That(run.Durable, Is.EqualTo(happened < 1 ? null : new Saved(happened < 5 ? 1 : 2)), "what is durable");
            Assert.That(run.Received, Is.EqualTo(happened < 2 ? [] : new[] { 7 }), "what was sent");
            Assert.That(run.Counter.Numbers, Is.EqualTo(happened < 3 ? [] : new[] { 7 }), "what was called back");
            Assert.That(run.HasStarted, Is.False, "what was started dies before it runs");
            Assert.That(run.Result.Lines("log"), Is.EqualTo(ordinal < 6 ? [] : new[] { "0.5 n/0 done" }), "what was logged");
            Assert.That(run.Answer, Is.EqualTo(happened < 6 ? null : new Echoed(1)), "what was replied");
            Assert.That(run.ReadBack, Is.EqualTo(new Saved(2)), "what the code read back");
            Assert.That(
                run.Result.Lines("crash"),
                Is.EqualTo(new[] { $"0.5 n/0 {boundary.ToString().ToLowerInvariant()} a {Effects[ordinal - 1].ToString().ToLowerInvariant()}" }));
        }
    }

    [Test]
    public void Without_a_crash_all_of_it_happens()
    {
        var run = new BoundaryRun(_ => { });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Result.Failure, Is.Null);
            Assert.That(run.Durable, Is.EqualTo(new Saved(2)));
            Assert.That(run.Received, Is.EqualTo(new[] { 7 }));
            Assert.That(run.Counter.Numbers, Is.EqualTo(new[] { 7 }));
            Assert.That(run.HasStarted, Is.True);
            Assert.That(run.Answer, Is.EqualTo(new Echoed(1)));
            Assert.That(run.ReadBack, Is.EqualTo(new Saved(2)));
        }
    }

    [TestCase(EffectKind.Save, 1, 1)]
    [TestCase(EffectKind.Send, 1, 2)]
    [TestCase(EffectKind.Callback, 1, 3)]
    [TestCase(EffectKind.Start, 1, 4)]
    [TestCase(EffectKind.Save, 2, 5)]
    [TestCase(EffectKind.Reply, 1, 6)]
    public void A_crash_at_one_kind_of_effect_counts_that_kind(EffectKind kind, int ordinal, int ordinalOfAll)
    {
        var one = new BoundaryRun(node => node.CrashAtEffect(kind, ordinal, Boundary.After));
        var any = new BoundaryRun(node => node.CrashAtEffect(null, ordinalOfAll, Boundary.After));
        Assert.That(one.Result.Trace, Is.EqualTo(any.Result.Trace));
    }

    [Test]
    public void A_crash_leaves_a_trace_of_its_own_at_each_place()
    {
        var hashes = (from ordinal in Enumerable.Range(1, Effects.Length)
                      from boundary in Enum.GetValues<Boundary>()
                      select new BoundaryRun(node => node.CrashAtEffect(null, ordinal, boundary)).Result.TraceHash).ToList();
        // After one effect is before the next, and a start that never runs is as none.
        Assert.That(hashes.Distinct().Count(), Is.EqualTo(Effects.Length));
    }
}
