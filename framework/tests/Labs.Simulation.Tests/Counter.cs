namespace Labs.Simulation.Tests;

/// <summary>The suite's side of the contract.</summary>
public sealed class Counter(Action<int> count) : ICounter
{
    private readonly List<int> _numbers = [];

    public Counter()
        : this(_ => { })
    {
    }

    public IReadOnlyList<int> Numbers => _numbers;

    public void Count(int number)
    {
        _numbers.Add(number);
        count(number);
    }
}
