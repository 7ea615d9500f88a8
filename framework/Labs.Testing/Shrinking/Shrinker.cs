using Labs.Simulation;

namespace Labs.Testing;

/// <summary>Makes a failing run smaller: leaves out of it what its failure can do without.</summary>
/// <remarks>
/// First whole kinds of deviations at once, then parts of the list, ever finer (after the delta debugging of Zeller and Hildebrandt,
/// 2002), then operations, then servers. Every attempt that fails in the same way becomes the run from which the next ones are
/// made. What is tried hangs on results alone, and results are taken in order, so any number of them may be run ahead.
/// </remarks>
/// <param name="run">Runs attempts and gives their results in order; it may run ahead of those that are taken, and ends early when
/// it is told to.</param>
/// <param name="attemptsMost">How many attempts are made at the most.</param>
public sealed class Shrinker(Func<IEnumerable<Attempt>, IEnumerable<TrialResult>> run, int attemptsMost = 4000)
{
    private const int SeedsTried = 200;
    private const int ServersLeast = 3;

    private const int Variations = 8;
    private const int PartsMost = 8;
    private const int PartLeast = 2;

    private FailureMark? _mark;
    private int _variations;
    private Finding? _best;

    /// <summary>Told of each attempt that made the run smaller.</summary>
    public Action<Finding>? Progressed { get; init; }

    /// <summary>How many attempts were made.</summary>
    public int Attempts { get; private set; }

    /// <summary>The first failure of another kind that was met on the way.</summary>
    public Finding? Other { get; private set; }

    /// <summary>The given run, with all that deviates in it.</summary>
    public Finding? Original { get; private set; }

    /// <summary>The smallest run so far that fails in the same way.</summary>
    public Finding Best => _best!;

    /// <summary>Whether no further attempt may be made.</summary>
    public bool IsSpent => Attempts >= attemptsMost;

    /// <summary>Makes a run smaller as far as it goes. The result is <see cref="Best"/>, also where this ends early.</summary>
    /// <param name="seed">The seed of the failing trial.</param>
    /// <param name="servers">How many servers its scenario asks for.</param>
    /// <param name="isSame">Whether a failure is the one that is looked into; any is where this is null.</param>
    /// <returns>How the given trial ended.</returns>
    public TrialResult Run(ulong seed, int servers, Func<Failure, bool>? isSame = null)
    {
        var given = new Attempt(seed, servers, Schedule.Everything);
        var first = run([given]).FirstOrDefault() ?? throw new OperationCanceledException();
        Attempts++;
        if (first.Run.Failure is not { } failure || isSame?.Invoke(failure) == false)
            return first;
        _mark = FailureMark.Of(failure);
        Original = _best = Finding.Of(given, first);
        Reduce();
        Vary();
        TryOtherSeeds();
        return first;
    }

    private void Reduce()
    {
        DropKinds();
        Thin(key => !DeviationKinds.IsOperation(key));
        Try([Without(DeviationKinds.IsOperation)]);
        Thin(DeviationKinds.IsOperation);
        // Without some operations more of the rest may be to spare.
        int before;
        do
        {
            before = Best.Keys.Count;
            DropKinds();
            DropOneByOne(_ => true);
        }
        while (Best.Keys.Count < before && !IsSpent);
    }

    private void DropKinds()
    {
        do
        {
            var kinds = Best.Keys.Select(DeviationKinds.Of).Where(kind => !DeviationKinds.IsOperation(kind)).CountBy(kind => kind)
                .OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.Key).ToList();
            if (kinds.Count == 0)
                return;
            Func<string, bool>[] wholes = [key => !DeviationKinds.IsOperation(key), DeviationKinds.IsNoise];
            var parts = kinds.Select(kind => (Func<string, bool>)(key => DeviationKinds.Of(key) == kind));
            if (!Try([.. wholes.Concat(parts).Select(Without).Where(IsSmaller)]))
                return;
        }
        while (!IsSpent);
    }

    private void Thin(Func<string, bool> isInScope)
    {
        for (int length = (Best.Keys.Count(isInScope) + 1) / 2; length > 1 && !IsSpent; length = (length + 1) / 2)
            DropStretches(isInScope, length);
        DropOneByOne(isInScope);
    }

    private void DropOneByOne(Func<string, bool> isInScope)
    {
        while (DropStretches(isInScope, 1) && !IsSpent)
        {
        }
    }

    // Goes along the list once, and leaves out each stretch that can be spared.
    private bool DropStretches(Func<string, bool> isInScope, int length)
    {
        bool any = false;
        var scope = Best.Keys.Where(isInScope).ToList();
        for (int at = 0; at < scope.Count && !IsSpent;)
        {
            var (from, list) = (at, scope);
            var starts = Enumerable.Range(0, (list.Count - from + length - 1) / length).Select(i => from + (i * length));
            int hit = FirstThatFails(starts.Select(start => WithoutAll(list.GetRange(start, Math.Min(length, list.Count - start)))));
            if (hit < 0)
                break;
            any = true;
            var left = Best.Keys.Where(isInScope).ToHashSet();
            at = list.Take(from + (hit * length)).Count(left.Contains);
            scope = [.. Best.Keys.Where(isInScope)];
        }

        return any;
    }

    // ---- Other random numbers of the nodes -----------------------------------------------------------------------------------

    // Whatever is left out makes nodes draw other numbers from there on, so that a race may be won by another. Large pieces are
    // worth some attempts to have it won by the same.
    private void Vary()
    {
        while (DropWithVariation())
            Reduce();
    }

    private bool DropWithVariation()
    {
        var keys = Best.Keys;
        for (int parts = 1; parts <= PartsMost && keys.Count / parts >= PartLeast && !IsSpent; parts *= 2)
        {
            int length = (keys.Count + parts - 1) / parts;
            var attempts = Enumerable.Range(0, parts).SelectMany(part =>
            {
                var left = WithoutAll([.. keys.Skip(part * length).Take(length)]);
                return Enumerable.Range(1, Variations)
                    .Select(_ => left with { Schedule = left.Schedule with { Variation = ++_variations } });
            });
            if (FirstThatFails(attempts) >= 0)
                return true;
        }

        return false;
    }

    // ---- Other seeds, fewer servers ------------------------------------------------------------------------------------------

    // What is left shows which kinds it takes. With them alone, another seed may fail more simply, or with fewer servers.
    private void TryOtherSeeds()
    {
        var asked = Original!.Attempt;
        for (int servers = ServersLeast; servers < asked.Servers && Best.Attempt.Servers == asked.Servers && !IsSpent; servers += 2)
            TryOtherSeeds(servers, first: 0, slack: 2);
    }

    private void TryOtherSeeds(int servers, int first, int slack)
    {
        var asked = Original!.Attempt;
        var before = Best;
        var kinds = new Schedule([.. before.Keys.Select(DeviationKinds.Of).Append("operation").Distinct()]);
        var attempts = Enumerable.Range(first, SeedsTried)
            .Select(i => new Attempt(Seeds.Derive(asked.Seed, "smaller", i), servers, kinds));
        if (FirstThatFails(attempts) < 0)
            return;
        Reduce();
        Vary();
        if (Best.Keys.Count > before.Keys.Count + slack)
            _best = before;
    }

    // ---- Attempts ------------------------------------------------------------------------------------------------------------

    private Attempt Without(Func<string, bool> isLeftOut) =>
        Best.Attempt with { Schedule = Best.Attempt.Schedule with { Keys = [.. Best.Keys.Where(key => !isLeftOut(key))] } };

    private Attempt WithoutAll(List<string> keys) => Without(new HashSet<string>(keys, StringComparer.Ordinal).Contains);

    private bool IsSmaller(Attempt attempt) => attempt.Schedule.Keys!.Count < Best.Keys.Count;

    private bool Try(IReadOnlyList<Attempt> attempts) => FirstThatFails(attempts.Where(IsSmaller)) >= 0;

    /// <summary>Finds the first of some attempts that fails in the same way; it is then the best.</summary>
    private int FirstThatFails(IEnumerable<Attempt> attempts)
    {
        if (IsSpent)
            return -1;
        var given = new List<Attempt>();
        int index = 0;
        foreach (var result in run(Remember()))
        {
            Attempts++;
            if (IsSame(given[index], result))
                return index;
            if (IsSpent)
                break;
            index++;
        }

        return -1;

        IEnumerable<Attempt> Remember()
        {
            foreach (var attempt in attempts)
            {
                given.Add(attempt);
                yield return attempt;
            }
        }
    }

    private bool IsSame(Attempt attempt, TrialResult result)
    {
        if (result.Run.Failure is not { } failure)
            return false;
        if (FailureMark.Of(failure) != _mark)
        {
            Other ??= Finding.Of(attempt, result);
            return false;
        }

        _best = Finding.Of(attempt, result);
        Progressed?.Invoke(_best);
        return true;
    }
}
