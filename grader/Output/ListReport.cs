using Labs.Testing;
using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Prints labs, and a lab's parts and scenarios.</summary>
internal sealed class ListReport(IAnsiConsole console)
{
    /// <summary>Prints the labs, one a line.</summary>
    public void Print(IReadOnlyList<Suite> suites)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Lab", "Title", "Parts");
        table.AddColumn(new TableColumn("Scenarios").RightAligned()).AddColumn(new TableColumn("Points").RightAligned());
        foreach (var suite in suites)
        {
            table.AddRow(
                Markup.Escape(suite.Lab.Name),
                Markup.Escape(suite.Lab.Title),
                string.Join(", ", suite.Lab.Parts.Select(part => part.Name)),
                $"{suite.Scenarios.Count}",
                $"{suite.Scenarios.Sum(scenario => scenario.Points)}");
        }

        console.Write(table);
    }

    /// <summary>Prints a lab's scenarios.</summary>
    public void Print(Suite suite)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Part", "Scenario");
        table.AddColumn(new TableColumn("Points").RightAligned()).AddColumn(new TableColumn("Trials").RightAligned());
        foreach (var part in suite.Lab.Parts)
        {
            foreach (var scenario in suite.Scenarios.Where(scenario => scenario.Part == part.Name))
                table.AddRow(part.Name, Markup.Escape(scenario.Name), $"{scenario.Points}", $"{scenario.Trials}");
        }

        console.Write(table);
    }
}
