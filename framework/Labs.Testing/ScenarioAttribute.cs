namespace Labs.Testing;

/// <summary>Marks a method of a suite as a scenario: a test body, free of the seed, that takes the lab's cluster.</summary>
/// <remarks>To NUnit it is a test, whose category is its part; to the grader an entry of the suite. Both run it by the same
/// engine. The parameter's type is made by its constructor that takes a <see cref="Trial"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioAttribute : Attribute
{
    /// <summary>The part of the lab, a capital letter.</summary>
    public required string Part { get; init; }

    /// <summary>How many servers take part.</summary>
    public int Servers { get; init; } = 3;

    /// <summary>The most virtual time it may take, in seconds.</summary>
    public int LimitSeconds { get; init; } = 600;
}
