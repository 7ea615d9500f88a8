using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Shrinking;

/// <summary>Two failures are the same by their kind and by the rule that was broken.</summary>
public sealed class FailureMarkTests
{
    [TestCase("server 1 voted twice; see labs/raft/README.md#votes", "server 2 voted for all; see labs/raft/README.md#votes", true)]
    [TestCase("server 1 voted twice; see labs/raft/README.md#votes", "server 1 voted twice; see labs/raft/README.md#terms", false)]
    [TestCase("raft/1 threw NullReferenceException: x", "raft/4 threw NullReferenceException: x", true)]
    [TestCase("raft/1 threw NullReferenceException: x", "raft/1 threw KeyNotFoundException: x", false)]
    [TestCase("index 12 is \"c1\" and not 'c2'", "index 3 is \"other\" and not ''", true)]
    [TestCase("waited 5 s for a leader, in vain", "waited 10.5 s for a leader, in vain", true)]
    [TestCase("waited 5 s for a leader, in vain", "waited 5 s for agreement, in vain", false)]
    public void Places_in_the_handout_count_or_else_the_words(string one, string other, bool isSame) =>
        Assert.That(Mark(one) == Mark(other), Is.EqualTo(isSame));

    [Test]
    public void Another_kind_is_another_failure() =>
        Assert.That(FailureMark.Of(new Failure(FailureKind.Liveness, "same", TimeSpan.Zero)), Is.Not.EqualTo(Mark("same")));

    private static FailureMark Mark(string reason) => FailureMark.Of(new Failure(FailureKind.Safety, reason, TimeSpan.Zero));
}
