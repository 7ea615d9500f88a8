using Labs.Grader.Mutants;
using Labs.Reporting;
using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Prints a kill matrix: how it comes about, then the matrix, and what lives.</summary>
/// <param name="console">Where to.</param>
/// <param name="isQuiet">Whether only the summary line is printed.</param>
internal sealed class MutantsReport(IAnsiConsole console, bool isQuiet)
{
    private readonly SortedDictionary<int, MutantResult> _early = [];
    private readonly Lock _lock = new();
    private int _next;
    private ProgressTask? _progress;

    /// <summary>Prints a line.</summary>
    public void Say(string line)
    {
        if (!isQuiet) Print(line);
    }

    /// <summary>Notes that a trial has ended.</summary>
    public void Tried()
    {
        lock (_lock) _progress?.Increment(1);
    }

    /// <summary>Notes that a mutant has ended. Lines come in the bank's order, whatever ends first.</summary>
    public void Finished(int index, MutantResult result)
    {
        lock (_lock)
        {
            _early.Add(index, result);
            while (_early.Remove(_next, out var ready))
            {
                _next++;
                if (_progress is null) Say($"{ready.Mutant.Name}: {Fate(ready)}");
                else _progress.Description = Markup.Escape(ready.Mutant.Name.Length > 40 ? ready.Mutant.Name[..40] : ready.Mutant.Name);
            }
        }
    }

    /// <summary>Shows how the work goes on.</summary>
    /// <param name="trials">How many trials it takes at the most.</param>
    /// <param name="run">The work.</param>
    public void Watch(int trials, Action run)
    {
        console.Watch(isQuiet, "Starting workers", trials, bar =>
        {
            _progress = bar;
            run();
            _progress = null;
        });
    }

    /// <summary>Prints the matrix, a row for each mutant and a sign for each scenario; of a single mutant, who saw it.</summary>
    public void PrintMatrix(KillMatrix matrix)
    {
        if (isQuiet) return;
        if (matrix.Results is [var only])
        {
            PrintFailures(only);
            return;
        }

        int width = matrix.Results.Max(result => result.Mutant.Name.Length);
        Print("");
        Print("Failed trials by scenario: '.' none, '1' to '9' so many tenths at the most, '#' all. The digits above count scenarios by tens.");
        Print($"{new string(' ', width)}  {string.Concat(matrix.Scenarios.Select((_, i) => (i + 1) % 10 == 0 ? $"{(i + 1) / 10 % 10}" : " "))}");
        foreach (var result in matrix.Results)
            Print($"{result.Mutant.Name.PadRight(width)}  {string.Concat(result.Tests.Select(Sign))}");
        Print("");
        for (int i = 0; i < matrix.Scenarios.Count; i++) PrintScenario(matrix, i);
        console.Write(Table(matrix));
    }

    /// <summary>Prints what lives, and the summary.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="lab">The lab's name.</param>
    /// <param name="time">How long it took.</param>
    public void PrintSummary(KillMatrix matrix, string lab, TimeSpan time)
    {
        foreach (var result in matrix.Survivors) Say($"survives: {result.Mutant.Name}{Colon(result.Mutant.Title)}");
        foreach (var result in matrix.Results.Where(result => result.IsDead && !result.IsAsExpected))
            Say($"dies otherwise: {result.Mutant.Name} was to fail on {string.Join(" or ", result.Mutant.Expect)}, and failed on {string.Join(", ", result.Kinds)}");
        if (matrix.Results.Count > 1 && matrix.Idle.Count > 0)
            Say($"kill nothing: {string.Join(", ", matrix.Idle.Select(scenario => scenario.Name))}");
        int dead = matrix.Results.Count - matrix.Survivors.Count;
        Print($"{lab}: {dead:N0} of {Count(matrix.Results.Count)} die{(matrix.Results.Count == 1 ? "s" : "")}, in {time.TotalSeconds:0.0} s.");
    }

    private void PrintScenario(KillMatrix matrix, int index)
    {
        string name = matrix.Scenarios[index].Name;
        int kills = matrix.Results.Count(result => result.Killers.Any(test => test.Name == name));
        int best = matrix.Results.Count(result => result.Killers is [var first, ..] && first.Name == name);
        int needed = matrix.TrialsNeeded(matrix.Scenarios[index]);
        Print($"{index + 1,4}  {matrix.Scenarios[index].Part}  kills {kills,3}, best for {best,2}, needs {needed,3} trials  {name}");
    }

    private void PrintFailures(MutantResult result)
    {
        foreach (var test in result.Killers)
        {
            var failure = test.Failures.First(failure => failure.Kind != "inconclusive");
            Print($"{test.Failed,6:N0} of {test.Trials:N0}  {test.Part}  {test.Name}");
            Print($"               {failure.Kind}, seed {Testing.Seeds.Format(failure.Seed)}: {failure.Reason}");
        }
    }

    private static Table Table(KillMatrix matrix)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Mutant", "Best killer");
        foreach (string title in (string[])["Failed", "Killers", "Dies in a grade", "99 % after"])
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        foreach (var result in matrix.Results)
        {
            var best = result.Killers.Count > 0 ? result.Killers[0] : null;
            string color = best is null ? "red" : "default";
            string[] cells =
            [
                result.Mutant.Name,
                best?.Name ?? "none",
                best is null ? "" : $"{best.Failed:N0}/{best.Trials:N0}",
                $"{result.Killers.Count:N0}",
                Percent(matrix.ChanceOfDeath(result)),
                result.TimeToDeath is { } time ? $"{time.TotalSeconds:0.000} s" : "",
            ];
            table.AddRow([.. cells.Select(cell => new Markup($"[{color}]{Markup.Escape(cell)}[/]"))]);
        }

        return table;
    }

    // Never rounded up to a certainty that was not measured.
    private static string Percent(double chance) => $"> {Math.Min(99.99, Math.Floor(chance * 10_000) / 100):0.00} %";

    private static char Sign(TestResult test)
    {
        if (test.Failed == 0) return '.';
        if (test.Failed == test.Trials) return '#';
        return (char)('0' + Math.Clamp((test.Failed * 10 + test.Trials - 1) / test.Trials, 1, 9));
    }

    private static string Fate(MutantResult result) => result.Killers is [var best, ..]
        ? $"dies in {best.Name}, {best.Failed:N0} of {best.Trials:N0} ({string.Join(", ", result.Kinds)}), and in {result.Killers.Count - 1:N0} others"
        : "SURVIVES";

    /// <summary>So many mutants, in words.</summary>
    public static string Count(int mutants) => mutants == 1 ? "1 mutant" : $"{mutants:N0} mutants";

    private static string Colon(string title) => title.Length == 0 ? "" : $": {title}";

    // Not through the console's own layout, which would break a line in two.
    private void Print(string line) => console.Profile.Out.Writer.WriteLine(line);
}
