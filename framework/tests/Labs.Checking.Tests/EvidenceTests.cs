namespace Labs.Checking.Tests;

/// <summary>What is told of an illegal history, and of one that is too much work.</summary>
public sealed class EvidenceTests
{
    [Test]
    public void The_longest_legal_order_the_state_after_it_and_the_first_operation_that_can_not_follow_are_told()
    {
        string lines = "0 10..20 put a\n1 15.. append b\n2 25..30 get ab\n3 35..40 get a\n4 50..60 put c\n5 70..80 get ?";

        var result = Told.Check(SequentialModel.Kv, lines);

        Assert.That(result.Contradictions.Single().Tell(), Is.EqualTo([
            "Key \"x\": up to 40 this is the longest legal order, 3 operations:",
            "  client 0 put \"a\" in \"x\", 10 to 20",
            "  client 1 appended \"b\" to \"x\", called at 15 and never returned",
            "  client 2 got \"ab\" from \"x\", 25 to 30",
            "Then the key holds \"ab\", and neither after this order nor after any other can follow:",
            "  client 3 got \"a\" from \"x\", 35 to 40",
        ]));
    }

    [Test]
    public void Where_the_first_return_is_impossible_the_beginning_is_told()
    {
        var result = Told.Check(SequentialModel.VersionedKv, "0 1..5 put a 3\n1 2..6 get a 9");

        Assert.That(result.Contradictions.Single().Tell(), Is.EqualTo([
            "Key \"x\": it is not there in the beginning, and no order admits the operation that returned first:",
            "  client 0 put \"a\" in \"x\" if its version was 3, 1 to 5",
        ]));
    }

    [Test]
    public void Only_the_end_of_a_long_order_is_told()
    {
        string writes = string.Join('\n', Enumerable.Range(0, 30).Select(i => $"0 {10 * i}..{(10 * i) + 5} write v{i}"));

        var result = Told.Check(SequentialModel.Register, $"{writes}\n0 500..501 read v3");

        Assert.That(result.Contradictions.Single().Tell(stepsMax: 2, _ => "here: "), Is.EqualTo([
            "Key \"x\": up to 501 this is the longest legal order, 30 operations (the last 2):",
            "  here: client 0 wrote \"v28\" to \"x\", 280 to 285",
            "  here: client 0 wrote \"v29\" to \"x\", 290 to 295",
            "Then the key holds \"v29\", and neither after this order nor after any other can follow:",
            "  here: client 0 read \"v3\" from \"x\", 500 to 501",
        ]));
    }

    [Test]
    public void One_sentence_tells_it_with_times_as_they_are_wanted()
    {
        var later = Told.Check(SequentialModel.Kv, "0 10..20 put a\n1 25..30 get b").Contradictions.Single();
        var first = Told.Check(SequentialModel.Kv, "0 10..20 get b").Contradictions.Single();

        Assert.That(
            later.InOneSentence(time => $"{time} ms"),
            Is.EqualTo("the key \"x\" holds \"a\" after the longest legal order of 1 operation, and neither then nor after any other can "
                + "follow: client 1 got \"b\" from \"x\", 25 ms to 30 ms"));
        Assert.That(
            first.InOneSentence(),
            Is.EqualTo("the key \"x\" is empty in the beginning, and neither then nor after any other can follow: client 0 got \"b\" from "
                + "\"x\", 10 to 20"));
        Assert.That(later.Tell(time: time => $"{time} ms").Last(), Does.EndWith(", 25 ms to 30 ms"));
    }

    [Test]
    public void Every_illegal_key_is_told_of_and_the_others_are_not()
    {
        Operation At(string key, string value) => new(key[0], OperationKind.Get, key, 0, 1) { Value = value };

        var result = new LinearizabilityChecker(SequentialModel.Kv).Check(new History([At("c", "?"), At("b", ""), At("a", "?")]));

        Assert.That(result.Contradictions.Select(contradiction => contradiction.Key), Is.EqualTo(["a", "c"]));
    }

    [Test]
    public void Out_of_states_is_unknown()
    {
        // Ten pairs of reads that disagree on ten writes, which nothing rules out but trying.
        var result = Told.Check(SequentialModel.Register, Hard, new CheckLimit { StatesMax = 100 });

        Assert.That((result.Verdict, result.OutOf.Single()), Is.EqualTo((CheckVerdict.Unknown, ("x", "states"))));
        Assert.That(Told.Check(SequentialModel.Register, Hard).Verdict, Is.EqualTo(CheckVerdict.Illegal));
    }

    [Test]
    public void Out_of_memory_is_unknown()
    {
        var result = Told.Check(SequentialModel.Register, Hard, new CheckLimit { BytesMax = 10_000 });

        Assert.That((result.Verdict, result.OutOf.Single()), Is.EqualTo((CheckVerdict.Unknown, ("x", "memory"))));
    }

    [Test]
    public void Out_of_time_is_unknown()
    {
        var result = Told.Check(SequentialModel.Register, Hard, new CheckLimit { Cancel = new CancellationToken(canceled: true) });

        Assert.That((result.Verdict, result.OutOf.Single()), Is.EqualTo((CheckVerdict.Unknown, ("x", "time"))));
    }

    [Test]
    public void An_illegal_key_counts_more_than_an_undecided_one()
    {
        var hard = Told.History(Hard).Operations.Select(operation => operation with { Key = "hard" });
        Operation[] easy = [new(1_000, OperationKind.Read, "easy", 0, 1) { Value = "?" }];

        var history = new History([.. hard, .. easy]);

        var result = new LinearizabilityChecker(SequentialModel.Register).Check(history, new CheckLimit { StatesMax = 100 });

        Assert.That((result.Verdict, result.OutOf.Single().Key), Is.EqualTo((CheckVerdict.Illegal, "hard")));
    }

    [Test]
    public void Several_jobs_find_the_same()
    {
        var operations = new HistoryGenerator(SequentialModel.Kv, seed: 7) { Keys = 20, Count = 2_000, Clients = 20 }.Make();
        for (int i = 0; i < operations.Count; i += 200)
        {
            if (operations[i].IsRead) operations[i] = operations[i] with { Value = "?" };
        }

        var one = new LinearizabilityChecker(SequentialModel.Kv).Check(new History(operations));
        var four = new LinearizabilityChecker(SequentialModel.Kv).Check(new History(operations), new CheckLimit { Jobs = 4 });

        Assert.That(one.Contradictions, Is.Not.Empty);
        Assert.That(four.States, Is.EqualTo(one.States));
        Assert.That(Tell(four), Is.EqualTo(Tell(one)));

        IEnumerable<string> Tell(CheckResult result) => result.Contradictions.SelectMany(found => found.Tell());
    }

    private static string Hard => string.Join('\n', Enumerable.Range(0, 12).SelectMany(i => new[]
    {
        $"{i} 0..100 write v{i % 6}",
        $"{i + 100} 0..100 cas v{i % 6} w{i}",
    }).Append("500 200..201 read v0").Append("501 202..203 read v1"));
}
