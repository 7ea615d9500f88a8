using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Labs.Testing;

/// <summary>Marks a method of a suite as a scenario: a test body, free of the seed, that takes the lab's cluster.</summary>
/// <remarks>To NUnit it is a test, whose category is its part; to the grader an entry of the suite. Both run it by the same
/// engine. The parameter's type is made by its constructor that takes a <see cref="Trial"/>.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioAttribute : NUnitAttribute, ITestBuilder, IWrapTestMethod, IImplyFixture
{
    /// <summary>The part of the lab, a capital letter.</summary>
    public required string Part { get; init; }

    /// <summary>How many servers take part.</summary>
    public int Servers { get; init; } = 3;

    /// <summary>The most virtual time it may take, in seconds.</summary>
    public int LimitSeconds { get; init; } = 600;

    /// <summary>Called by NUnit: a scenario is one test, however many trials it takes.</summary>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        var test = new TestMethod(method, suite);
        test.Properties.Add(PropertyNames.Category, Part);
        return [test];
    }

    /// <summary>Called by NUnit: the engine runs the method, not NUnit.</summary>
    public TestCommand Wrap(TestCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new ScenarioCommand(command.Test);
    }
}
