namespace Labs.Framework.Tests;

internal sealed class NodeExtensionsTests
{
    [Test]
    public void Every_starts_an_activity_that_waits_one_period_before_the_first_run()
    {
        var node = new FakeNode();
        int runs = 0;
        node.Every(50.Milliseconds(), () => { runs++; });
        Assert.That(node.Delays, Is.Empty, "nothing may happen inside the call");

        _ = node.Started.Single()();
        Assert.That(runs, Is.Zero);
        for (int expected = 1; expected <= 3; expected++)
        {
            var (time, end) = node.Delays.Dequeue();
            end.SetResult();

            Assert.That((time, runs), Is.EqualTo((50.Milliseconds(), expected)));
        }
    }

    [Test]
    public void Every_waits_for_an_action_before_the_next_period_begins()
    {
        var node = new FakeNode();
        var action = new TaskCompletionSource();
        node.Every(50.Milliseconds(), () => action.Task);
        _ = node.Started.Single()();
        node.Delays.Dequeue().End.SetResult();
        Assert.That(node.Delays, Is.Empty, "the action is still under way");

        action.SetResult();

        Assert.That(node.Delays, Has.Count.EqualTo(1));
    }

    [Test]
    public void Every_ends_with_what_its_action_throws()
    {
        var node = new FakeNode();
        node.Every(50.Milliseconds(), () => throw new InvalidOperationException("no"));
        var activity = node.Started.Single()();
        node.Delays.Dequeue().End.SetResult();

        Assert.That(() => activity, Throws.InvalidOperationException.With.Message.EqualTo("no"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_period_must_be_positive(int milliseconds)
    {
        var node = new FakeNode();

        Assert.That(() => node.Every(milliseconds.Milliseconds(), () => { }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(node.Started, Is.Empty);
    }

    [Test]
    public void An_action_must_be_given()
    {
        Assert.That(() => new FakeNode().Every(1.Seconds(), (Action)null!), Throws.ArgumentNullException);
        Assert.That(() => new FakeNode().Every(1.Seconds(), (Func<Task>)null!), Throws.ArgumentNullException);
    }
}
