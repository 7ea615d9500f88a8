using System.Globalization;

namespace Labs.Checking.Tests;

/// <summary>Histories written as lines of words, so that a test shows what happened: 'client call..return op arguments'.</summary>
internal static class Told
{
    /// <summary>Checks what happened to one key.</summary>
    public static CheckResult Check(SequentialModel model, string lines, CheckLimit? limit = null) =>
        new LinearizabilityChecker(model).Check(History(lines), limit);

    /// <summary>Expects a verdict.</summary>
    public static void Expect(CheckVerdict verdict, SequentialModel model, string lines) =>
        Assert.That(Check(model, lines).Verdict, Is.EqualTo(verdict));

    /// <summary>
    /// Reads lines such as '0 10..20 put a', '1 15.. append b' (never returned), '2 1..2 cas a b refused', '3 1..2 put a 4 maybe'.
    /// </summary>
    public static History History(string lines) =>
        new(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Operation));

    private static Operation Operation(string line)
    {
        string[] words = line.Split(' ');
        string[] times = words[1].Split("..");
        long? end = times[1].Length > 0 ? Number(times[1]) : null;
        var kind = Enum.Parse<OperationKind>(words[2], ignoreCase: true);
        var operation = new Operation((int)Number(words[0]), kind, "x", Number(times[0]), end);
        bool isCas = kind == OperationKind.Cas;
        foreach (var (i, word) in words[3..].Index())
        {
            bool isResult = Enum.TryParse<OperationResult>(word, ignoreCase: true, out var result) && !char.IsDigit(word[0]);
            if (isResult) operation = operation with { Result = result };
            else if (i == 0 && isCas) operation = operation with { Expected = Value(word) };
            else if (i == 0 || (i == 1 && isCas)) operation = operation with { Value = Value(word) };
            else operation = operation with { Version = Number(word) };
        }

        return operation;
    }

    private static string? Value(string word) => word switch
    {
        "null" => null,
        "''" => "",
        _ => word,
    };

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
