using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Labs.Testing;

/// <summary>What NUnit runs for a scenario: its trials, and the report of one that did not pass.</summary>
internal sealed class ScenarioCommand(Test test) : TestCommand(test)
{
    public override TestResult Execute(TestExecutionContext context)
    {
        var result = context.CurrentResult;
        if (Report() is { } report)
            result.SetResult(ResultState.Failure, report);
        else
            result.SetResult(ResultState.Success);
        return result;
    }

    private string? Report()
    {
        var method = Test.Method!.MethodInfo;
        try
        {
            return SuiteSession.Of(method.DeclaringType!.Assembly).Run(method.Name);
        }
        catch (Exception error) when (error is SubjectException or LabException or FormatException)
        {
            return error.Message;
        }
    }
}
