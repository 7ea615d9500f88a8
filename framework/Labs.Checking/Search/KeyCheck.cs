namespace Labs.Checking.Search;

/// <summary>Checks one key's history, and looks for the first operation that makes it illegal.</summary>
internal sealed class KeyCheck(SequentialModel model, IReadOnlyList<Operation> operations, SearchLimit limit)
{
    // To find the first operation may be more work than to find that there is one. So many configurations are worth it.
    private const long StatesForEvidence = 200_000;

    private readonly string _key = operations[0].Key;
    private long _states;

    /// <summary>Checks it.</summary>
    public KeyFinding Run()
    {
        var problem = new Problem(model, operations);
        try
        {
            var outcome = Search(problem, limit.StatesMax);
            var contradiction = outcome.IsFound ? null : Explain(problem, outcome);
            return new KeyFinding(_key, contradiction, _states, null);
        }
        catch (SearchLimitException error)
        {
            return new KeyFinding(_key, null, _states, error.Limit);
        }
    }

    private Outcome Search(Problem problem, long statesMax)
    {
        using var search = new LinearizationSearch(problem, limit, statesMax);
        try
        {
            return new Outcome(search.Run(), search.Reached, search.Order);
        }
        finally
        {
            _states += search.States;
        }
    }

    /// <summary>Looks for the shortest beginning that is illegal: every beginning of a legal one is legal.</summary>
    private Contradiction Explain(Problem problem, Outcome longest)
    {
        int illegal = problem.ByReturn.Length;
        bool isFirst = true;
        long statesMax = _states + Math.Max(StatesForEvidence, 4 * _states);
        try
        {
            // What an order reached is legal. Mostly no other one gets further, so steps are small at first.
            for (int step = 1; longest.Reached + 1 < illegal;)
            {
                int tried = Math.Min(longest.Reached + step, illegal - 1);
                var outcome = Search(problem.Beginning(tried), statesMax - _states);
                if (!outcome.IsFound) illegal = tried;
                step = outcome.IsFound ? 2 * step : 1;
                if (outcome.Reached > longest.Reached) longest = outcome;
            }
        }
        catch (SearchLimitException)
        {
            isFirst = false;
        }

        var state = longest.Order.Aggregate(model.Initial, (state, operation) => model.Apply(state, operation)!.Value);
        var blocked = problem.Operations[problem.ByReturn[longest.Reached]];
        return new Contradiction(_key, longest.Order, model.Describe(state), blocked, isFirst);
    }

    private sealed record Outcome(bool IsFound, int Reached, Operation[] Order);
}
