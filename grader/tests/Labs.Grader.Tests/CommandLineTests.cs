namespace Labs.Grader.Tests;

public sealed class CommandLineTests
{
    private static readonly TestCaseData[] Mistakes =
    [
        Mistake("say what to do: list, check, grade, replay, shrink, mutants, history, batch, merge, handout, new; see labs --help"),
        Mistake("there is no verb 'gade'; did you mean 'grade'?", "gade", "echo"),
        Mistake("there is no lab 'ecko'; did you mean 'echo'?", "grade", "ecko"),
        Mistake("there is no lab 'paxos'; choose from echo, keeper, relay", "list", "paxos"),
        Mistake("there is no option '--sed'; did you mean '--seed'?", "grade", "echo", "--sed", "0x1"),
        Mistake("Required argument 'LAB' missing for command: 'grade'; see labs grade --help", "grade"),
        Mistake("grade does not take 'raft'; see labs grade --help", "grade", "echo", "raft"),
        Mistake("echo has no part 'C'; choose from A, B", "grade", "echo", "--part", "A,C"),
        Mistake("--part names no part", "grade", "echo", "--part", ","),
        Mistake(
            "no scenario matches 'It_says_back_what'; did you mean 'It_says_back_what_it_hears'?",
            "grade", "echo", "--scenario", "It_says_back_what"),
        Mistake(
            "no scenario matches 'It_comes*'; choose from It_says_back_what_it_hears",
            "grade", "echo", "--part", "A", "--scenario", "It_comes*"),
        Mistake(
            "'12' is not a seed: write 0x and up to 16 hexadecimal digits, or random; see labs grade --help",
            "grade", "echo", "--seed", "12"),
        Mistake(
            "'0' is not a number for --trials: write a whole number from 1 to 1000000; see labs grade --help",
            "grade", "echo", "--trials", "0"),
        Mistake(
            "'two' is not a number for --jobs: write a whole number from 1 to 1024; see labs grade --help",
            "grade", "echo", "--jobs", "two"),
        Mistake(
            "'1h' is not a time limit: write whole seconds from 1 to 86400; see labs grade --help",
            "grade", "echo", "--time-limit", "1h"),
        Mistake("nowhere/x.json can't be written: its folder does not exist", "grade", "echo", "--json", "nowhere/x.json"),
        Mistake("labs can't be written: it is a folder", "grade", "echo", "--json", "labs"),
        Mistake("x would be written twice; name a file for each report", "grade", "echo", "--json", "x", "--junit", "x"),
        Mistake("the value of --submission is empty; give it one, or leave the option out", "grade", "echo", "--submission", ""),
        Mistake("labs can't be read: it is a folder; name a file in it", "grade", "echo", "--verify", "labs"),
        Mistake("nowhere can't be read: there is no such file", "merge", "nowhere", "--json", "x"),
        Mistake("there is no option '--jason'; did you mean '--json'?", "merge", "a", "--json", "x", "--jason"),
        Mistake(
            "labs/echo/lab.json is not a result of the schema labs-result/1: schema is missing",
            "merge", "labs/echo/lab.json", "--json", "x"),
        Mistake("Option '--scenario' is required where there is no --schedule; see labs replay --help", "replay", "echo", "--seed", "0x1"),
        Mistake("Option '--scenario' is required; see labs shrink --help", "shrink", "echo", "--seed", "0x1"),
        Mistake(
            "echo has no scenario 'It_says_back'; did you mean 'It_says_back_what_it_hears'?",
            "replay", "echo", "--scenario", "It_says_back", "--seed", "0x1"),
        Mistake("Option '--model' is required; see labs history --help", "history", "x.jsonl"),
        Mistake("there is no model 'versioned'; did you mean 'versioned-kv'?", "history", "x.jsonl", "--model", "versioned"),
        Mistake("nowhere.jsonl can't be read: there is no such file", "history", "nowhere.jsonl", "--model", "kv"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void A_wrong_command_line_ends_with_2_what_was_wrong_and_the_nearest_valid_name(string expected, string[] arguments)
    {
        var outcome = LabsProcess.Run(arguments);

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", $"labs: {expected}\n")));
    }

    [Test]
    public void List_shows_the_labs_and_the_scenarios_of_one()
    {
        var labs = LabsProcess.Run("list");
        var echo = LabsProcess.Run("list", "echo");

        Assert.That((labs.Status, labs.Error), Is.EqualTo((0, "")));
        Assert.That(Lines(labs), Does.Contain("echo     Echo: the grader's own test lab       A, B            2        5"));
        Assert.That((echo.Status, echo.Error), Is.EqualTo((0, "")));
        Assert.That(Lines(echo), Does.Contain("B      It_comes_back_within_a_second        2       40"));
    }

    [Test]
    public void Help_is_no_mistake()
    {
        var outcome = LabsProcess.Run("grade", "--help");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.Contain("--submission <DIR>"));
    }

    private static TestCaseData Mistake(string expected, params string[] arguments) =>
        new TestCaseData(expected, arguments).SetArgDisplayNames(string.Join(' ', arguments.Prepend("labs")));

    private static string[] Lines(LabsProcess.Outcome outcome) => outcome.Output.Split('\n', StringSplitOptions.TrimEntries);
}
