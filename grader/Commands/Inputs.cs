using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Labs.Grader.Grading;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary>The arguments and options that verbs share, each with what it says about a wrong value.</summary>
internal static class Inputs
{
    /// <summary>The lab.</summary>
    public static Argument<string> Lab() => new("LAB") { Description = "The lab's folder name, as in labs/" };

    /// <summary>The submission.</summary>
    public static Option<string?> Submission() =>
        new("--submission") { HelpName = "DIR", Description = "A folder with the layout of labs/; labs/ itself unless given" };

    /// <summary>Labs below the graded one.</summary>
    public static Option<string[]> WithReference() => new("--with-reference")
    {
        HelpName = "LAB",
        Description = "Take the reference solution of a lab that this one builds on, in place of the submission's",
    };

    /// <summary>A seed.</summary>
    public static Option<ulong?> Seed(string description) => new("--seed")
    {
        HelpName = "0x..",
        Description = description,
        CustomParser = result => Read<ulong?>(result, text => Seeds.Parse(text)),
    };

    /// <summary>The secret of a class.</summary>
    public static Option<string?> SeedSecret() => new("--seed-secret")
    {
        HelpName = "FILE",
        Description = "Draw the trials' seeds from the secret in this file; students' reports then show neither seeds nor replay lines",
    };

    /// <summary>Some parts.</summary>
    public static Option<string?> Part() => new("--part") { HelpName = "A,B", Description = "These parts alone" };

    /// <summary>One scenario.</summary>
    public static Option<string> ScenarioName(string description = "The scenario's name") =>
        new("--scenario") { HelpName = "NAME", Description = description, Required = true };

    /// <summary>Some scenarios.</summary>
    public static Option<string?> ScenarioPattern() =>
        new("--scenario") { HelpName = "PATTERN", Description = "Scenarios of this name alone; * stands for any text" };

    /// <summary>A whole number from 1.</summary>
    public static Option<int?> Count(string name, string description, int most) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result => Read<int?>(result, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
                ? number
                : throw new FormatException($"'{text}' is not a number for {name}: write a whole number from 1 to {most}")),
    };

    /// <summary>The number of trials.</summary>
    public static Option<int?> Trials() => Count("--trials", "How many trials each scenario gets; its own number unless given", 1_000_000);

    /// <summary>Whether a submission may be run where a wall is missing.</summary>
    public static Option<bool> RequireIsolation() => new("--require-isolation")
    {
        Description = "Run nothing where this system lacks a wall between the submission and the machine",
    };

    /// <summary>Whether little is printed.</summary>
    public static Option<bool> Quiet() => new("--quiet") { Description = "Print the summary line alone" };

    /// <summary>Whether work that was ended goes on.</summary>
    public static Option<bool> Resume(string description) => new("--resume") { Description = description };

    /// <summary>A share of the work.</summary>
    public static Option<Shard?> Shard(string description) => new("--shard")
    {
        HelpName = "I/N",
        Description = description,
        CustomParser = result => Read<Shard?>(result, Grading.Shard.Parse),
    };

    /// <summary>A limit of the wall clock.</summary>
    public static Option<TimeSpan?> TimeLimit(string description) => new("--time-limit")
    {
        HelpName = "T",
        Description = description,
        CustomParser = result => Read<TimeSpan?>(result, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= 1 and <= 86_400
                ? TimeSpan.FromSeconds(seconds)
                : throw new FormatException($"'{text}' is not a time limit: write whole seconds from 1 to 86400")),
    };

    private static T? Read<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens[0].Value);
        }
        catch (FormatException error)
        {
            result.AddError(error.Message);
            return default;
        }
    }
}
