namespace Labs.Checking.Tests;

/// <summary>The checker against the definition, and against what is legal or illegal by the way it was made.</summary>
[TestFixtureSource(nameof(Models)), Parallelizable(ParallelScope.All)]
public sealed class RandomHistoryTests(string name)
{
    private readonly SequentialModel _model = SequentialModel.All.Single(model => model.Name == name);

    private static IEnumerable<string> Models => SequentialModel.All.Select(model => model.Name);

    [Test]
    public void Ten_thousand_tiny_histories_get_the_verdict_of_a_checker_that_tries_all_orders()
    {
        int legal = 0;
        for (int seed = 0; seed < 10_000; seed++)
        {
            var operations = Tiny(seed);

            bool expected = Permutations.HaveALegalOne(name, operations);
            var result = Check(operations);

            legal += expected ? 1 : 0;
            Assert.That(result.Verdict, Is.EqualTo(expected ? CheckVerdict.Ok : CheckVerdict.Illegal), () => Text(seed, operations));
            foreach (var contradiction in result.Contradictions) ExpectFirst(seed, contradiction, operations);
        }

        Assert.That(legal, Is.InRange(1_000, 9_000), "histories of both kinds are needed");
    }

    [Test]
    public void A_thousand_histories_that_happened_are_legal()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            var operations = Generator(seed).Make();

            Assert.That(Check(operations).Verdict, Is.EqualTo(CheckVerdict.Ok), () => Text(seed, operations));
        }
    }

    [Test]
    public void A_thousand_histories_with_one_operation_altered_are_illegal_and_say_where()
    {
        var kinds = new Dictionary<string, int>();
        for (int seed = 0; kinds.Values.Sum() < 1_000; seed++)
        {
            var operations = Generator(seed).Make();
            if (Alteration.Of(_model, operations, new Random(seed)) is not { } alteration) continue;
            kinds[alteration.Kind] = kinds.GetValueOrDefault(alteration.Kind) + 1;

            var result = Check(alteration.Operations);

            Assert.That(result.Verdict, Is.EqualTo(CheckVerdict.Illegal), () => $"{alteration.Kind}\n{Text(seed, alteration.Operations)}");
            var contradiction = result.Contradictions.Single();
            Assert.That(contradiction.Key, Is.EqualTo(alteration.Altered.Key));
            Assert.That(contradiction.IsFirst, Is.True);
            ExpectOrder(seed, contradiction, alteration.Operations);
        }

        Assert.That(kinds.Keys, Has.Count.EqualTo(3));
        Assert.That(kinds.Values, Has.All.GreaterThan(50));
    }

    private List<Operation> Tiny(int seed)
    {
        var random = new Random(seed);
        var operations = new HistoryGenerator(_model, seed)
        {
            Clients = random.Next(1, 6),
            Count = random.Next(1, 8),
            Keys = random.Next(5) == 0 ? 2 : 1,
            Values = random.Next(1, 4),
            Lost = random.Next(3) * 20,
            PauseMax = random.Next(3) * 5,
        }.Make();
        // Most things that go wrong are small: an operation too late, or another value.
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int i = random.Next(operations.Count);
            operations[i] = Changed(operations[i], i, random);
        }

        return operations;
    }

    private Operation Changed(Operation operation, int i, Random random)
    {
        string value = $"{(char)('a' + random.Next(3))}";
        switch (random.Next(4))
        {
            case 0:
                return operation with { Client = 100 + i, Call = operation.Call + random.Next(20), Return = null };
            case 1 when operation.Value is not null || _model == SequentialModel.Register:
                long call = operation.Call + random.Next(-10, 10);
                return operation with { Client = 200 + i, Call = call, Return = call + random.Next(15) };
            case 2 when operation.Kind == OperationKind.Cas:
                return operation with { Result = OperationResult.Ok + random.Next(2) };
            default:
                if (_model != SequentialModel.VersionedKv) return operation with { Value = value };
                if (operation is { IsRead: true, Version: 0 }) return operation;
                return operation with { Value = value, Version = operation.Version + random.Next(2) };
        }
    }

    private HistoryGenerator Generator(int seed) => new(_model, seed)
    {
        Clients = 2 + (seed % 7),
        Count = 40 + (seed % 50),
        Keys = 1 + (seed % 3),
        Values = seed % 2 == 0 ? 0 : 4,
        Lost = seed % 5 * 3,
    };

    private CheckResult Check(List<Operation> operations) => new LinearizabilityChecker(_model).Check(new History(operations));

    // What returned before the blocked operation has a legal order; with that operation there is none.
    private void ExpectFirst(int seed, Contradiction contradiction, List<Operation> operations)
    {
        ExpectOrder(seed, contradiction, operations);
        var blocked = contradiction.Blocked;
        var known = operations.Where(o => o.Key == contradiction.Key && o.Call <= blocked.Return)
            .Where(o => IsNoLater(o, blocked) || (o.Result == OperationResult.Ok && !o.IsRead))
            .Select(o => IsNoLater(o, blocked) ? o : o with { Return = null });
        Assert.That(Permutations.HaveALegalOne(name, [.. known]), Is.False, () => $"{blocked}\n{Text(seed, operations)}");
    }

    private static bool IsNoLater(Operation operation, Operation blocked) =>
        ReferenceEquals(operation, blocked) || (operation.Return, operation.Call).CompareTo((blocked.Return, blocked.Call)) <= 0;

    private void ExpectOrder(int seed, Contradiction contradiction, List<Operation> operations)
    {
        var state = _model.Initial;
        foreach (var operation in contradiction.Prefix)
            state = _model.Apply(state, operation) ?? throw new AssertionException($"{operation} can't be in the order");
        Assert.That(_model.Apply(state, contradiction.Blocked), Is.Null, "the blocked operation could follow");
        var before = operations.Where(o => o.Key == contradiction.Key && o.Return < contradiction.Blocked.Return && !o.IsUncertain);
        Assert.That(before.Except(contradiction.Prefix), Is.Empty, () => Text(seed, operations));
        long called = long.MinValue;
        foreach (var operation in contradiction.Prefix)
        {
            if (operation.Return < called) Assert.Fail($"{operation} is too late in the order\n{Text(seed, operations)}");
            called = Math.Max(called, operation.Call);
        }
    }

    private string Text(int seed, IEnumerable<Operation> operations) => $"{name}, seed {seed}\n{string.Join('\n', operations)}";
}
