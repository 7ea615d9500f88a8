namespace Labs.Simulation.Tests.Networks;

/// <summary>The figures of labrpc, by counting. Seeds are fixed, so the counts are too; the margins are five standard deviations.</summary>
public sealed class LabrpcTests
{
    private const int Count = 10_000;

    [Test]
    public void A_reliable_network_is_quick_and_loses_nothing()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc, Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traffic.LostRequests, Is.Zero);
            Assert.That(traffic.LostReplies, Is.Zero);
            Assert.That(traffic.Duplicates, Is.Zero);
            AssertUniform(traffic.RequestDelays, 0.05, 0.5);
            AssertUniform(traffic.ReplyDelays, 0.05, 0.5);
        }
    }

    [Test]
    public void An_unreliable_network_delays_requests_and_loses_one_message_in_ten()
    {
        var traffic = new Traffic(NetworkProfile.LabrpcUnreliable, Count);
        using (Assert.EnterMultipleScope())
        {
            AssertShare(traffic.LostRequests, Count, 0.1);
            AssertShare(traffic.LostReplies, Count - traffic.LostRequests, 0.1);
            AssertUniform(traffic.RequestDelays, 0, 27);
            AssertUniform(traffic.ReplyDelays, 0.05, 0.5);
            // The caller learns of a loss when the message would have come.
            Assert.That(traffic.NullDelays.Max(), Is.LessThan(27.5));
        }
    }

    [Test]
    public void Long_reordering_holds_two_replies_in_three_back_for_up_to_2_2_seconds()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc.WithLongReordering(), Count);
        var late = traffic.ReplyDelays.Where(d => d > 100).ToList();
        using (Assert.EnterMultipleScope())
        {
            AssertShare(late.Count, Count, 0.667);
            Assert.That(late.Min(), Is.InRange(200, 201));
            Assert.That(late.Max(), Is.InRange(2100, 2200.5));
            // A bound uniform up to 2 s, then a delay uniform up to the bound: a quarter of 2 s on average, deviation 440 ms.
            Assert.That(late.Average(), Is.EqualTo(700.3).Within(5 * 440 / Math.Sqrt(late.Count)));
            AssertUniform(traffic.RequestDelays, 0.05, 0.5);
        }
    }

    [TestCase(false, 100)]
    [TestCase(true, 7000)]
    public void A_caller_learns_after_a_while_that_there_is_no_way(bool hasLongDelays, double most)
    {
        var profile = hasLongDelays ? NetworkProfile.Labrpc.WithLongDelays() : NetworkProfile.Labrpc;
        var cut = new Traffic(profile, 5000, (world, nodes) => world.Network.Cut(nodes[0], nodes[1]));
        var down = new Traffic(profile, 5000, (_, nodes) => nodes[1].Crash());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut.LostRequests, Is.EqualTo(5000));
            AssertUniform(cut.NullDelays, 0, most);
            Assert.That(down.LostRequests, Is.EqualTo(5000));
            AssertUniform(down.NullDelays, 0, most, slack: 0.5);
        }
    }

    [Test]
    public void A_caller_whose_reply_finds_no_way_back_learns_it_as_late()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc, 5000, (world, nodes) => world.Network.Cut(nodes[1], nodes[0]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traffic.LostRequests, Is.Zero);
            Assert.That(traffic.LostReplies, Is.EqualTo(5000));
            AssertUniform(traffic.NullDelays, 0, 100, slack: 0.5);
        }
    }

    [Test]
    public void Requests_and_replies_come_twice_at_their_rate()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc with { DuplicateRequestPerMille = 200, DuplicateReplyPerMille = 200 }, Count);
        using (Assert.EnterMultipleScope())
        {
            AssertShare(traffic.Duplicates, Count, 0.2);
            Assert.That(traffic.LostRequests + traffic.LostReplies, Is.Zero);
            // Each of the requests and of their copies has a reply, and one reply in five a copy; one of them all is the answer.
            var copies = (1.2 * (Count + traffic.Duplicates)) - Count;
            Assert.That(traffic.World.Network.LateReplies, Is.EqualTo(copies).Within(5 * Math.Sqrt(Count)));
        }
    }

    [Test]
    public void Requests_and_replies_come_late_at_their_rate()
    {
        var traffic = new Traffic(NetworkProfile.Labrpc with { LateRequestPerMille = 200, LateReplyPerMille = 300 }, Count);
        var late = traffic.RequestDelays.Where(d => d > 100).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traffic.LostRequests + traffic.LostReplies, Is.Zero);
            AssertShare(late.Count, Count, 0.2);
            AssertUniform([.. late.Select(d => d - 0.275)], 200, 2200, slack: 0.3);
            AssertShare(traffic.ReplyDelays.Count(d => d > 100), Count, 0.3);
        }
    }

    [Test]
    public void One_profile_has_all_of_these()
    {
        var profile = NetworkProfile.LabrpcUnreliable.WithDuplicatesAndLateMessages(70);
        Assert.That(profile, Is.EqualTo(NetworkProfile.LabrpcUnreliable with
        {
            DuplicateRequestPerMille = 70,
            DuplicateReplyPerMille = 70,
            LateRequestPerMille = 70,
            LateReplyPerMille = 70,
        }));
    }

    private static void AssertShare(int count, int of, double share, double slack = 0) =>
        Assert.That(count, Is.EqualTo(share * of).Within((5 * Math.Sqrt(of * share * (1 - share))) + slack));

    private static void AssertUniform(IReadOnlyList<double> values, double least, double most, double slack = 0)
    {
        var deviation = (most - least) / Math.Sqrt(12 * values.Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Min(), Is.InRange(least - slack, least + ((most - least) * 0.01) + slack));
            Assert.That(values.Max(), Is.InRange(most - ((most - least) * 0.01) - slack, most + slack));
            Assert.That(values.Average(), Is.EqualTo((least + most) / 2).Within((5 * deviation) + slack));
            // Each tenth of the range has its tenth of the values.
            for (var i = 0; i < 10 && slack == 0; i++)
            {
                var from = least + ((most - least) * i / 10);
                AssertShare(values.Count(v => v >= from && v < from + ((most - least) / 10)), values.Count, 0.1);
            }
        }
    }
}
