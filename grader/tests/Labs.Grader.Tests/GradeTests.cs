using System.Text.Json;
using System.Text.RegularExpressions;

namespace Labs.Grader.Tests;

public sealed partial class GradeTests
{
    [Test]
    public void The_result_file_is_the_same_byte_for_byte_whatever_the_number_of_jobs()
    {
        // Fails sometimes, gives up sometimes: what is added up, and in which order, matters.
        using var submission = EchoSubmission.Saying("int draw = node.Random.Next(4); return draw switch { 0 => \"no\", 1 => \"perhaps\", _ => text };");

        var (one, first) = submission.GradeToFile("--trials", "41", "--jobs", "1");
        var (two, second) = submission.GradeToFile("--trials", "41", "--jobs", "2");
        var (_, third) = submission.GradeToFile("--trials", "41", "--jobs", "2");

        Assert.That((one.Status, two.Status), Is.EqualTo((1, 1)), one.Error + two.Error);
        Assert.That(WithoutWallSeconds(first), Is.Not.Empty.And.Contains("\"kind\": \"inconclusive\"").And.Contains("\"kind\": \"safety\""));
        Assert.That(WithoutWallSeconds(second), Is.EqualTo(WithoutWallSeconds(first)));
        Assert.That(WithoutWallSeconds(third), Is.EqualTo(WithoutWallSeconds(first)));
    }

    [Test]
    public void The_result_file_has_the_members_of_its_schema_in_their_order()
    {
        using var submission = EchoSubmission.Saying("return \"no\";");

        var (outcome, json) = submission.GradeToFile("--part", "A,B", "--seed", "0xab", "--trials", "12");

        Assert.That(outcome.Status, Is.EqualTo(1));
        using var document = JsonDocument.Parse(json);
        var result = document.RootElement;
        var test = result.GetProperty("tests")[0];
        var failure = test.GetProperty("failures")[1];
        Assert.That(Members(result), Is.EqualTo(
            "schema lab submission submissionHash baseSeed score maxScore tests wallSeconds walls virtualSeconds framework suiteHash"));
        Assert.That(Members(test), Is.EqualTo(
            "name part points score verdict trials passed failed inconclusive failures virtualSeconds rpcs events"));
        Assert.That(Members(failure), Is.EqualTo("trial seed kind reason traceHash replay"));
        Assert.That(result.GetProperty("schema").GetString(), Is.EqualTo("labs-result/1"));
        Assert.That(result.GetProperty("submission").GetString(), Is.EqualTo("theirs"));
        Assert.That(result.GetProperty("baseSeed").GetString(), Is.EqualTo("0x00000000000000ab"));
        Assert.That(result.GetProperty("maxScore").GetInt32(), Is.EqualTo(5));
        Assert.That(test.GetProperty("failures").GetArrayLength(), Is.EqualTo(10), "no more than ten are kept");
        Assert.That(failure.GetProperty("trial").GetInt32(), Is.EqualTo(1));
        Assert.That(failure.GetProperty("reason").GetString(), Is.EqualTo("server 0 heard 'hello' and said 'no'"));
        Assert.That(failure.GetProperty("replay").GetString(), Is.EqualTo(
            "dotnet run -c Release --project grader -- replay echo --scenario It_says_back_what_it_hears"
            + $" --seed {failure.GetProperty("seed").GetString()} --submission theirs"));
    }

    [Test]
    public void Full_points_end_with_0_and_the_summary_never_says_correct()
    {
        var outcome = LabsProcess.Run("grade", "echo");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.Contain("echo, labs: 5 of 5 points; no failure in 65 trials (every scenario fails in fewer than 12 % of runs"));
        Assert.That(outcome.Output, Does.Not.Contain('\u001b'), "no colour and no movement where it is piped");
    }

    [Test]
    public void Quiet_prints_the_summary_line_alone()
    {
        using var submission = EchoSubmission.Saying("return text;");

        var outcome = submission.Grade("--quiet");

        Assert.That(Wall().Replace(outcome.Output, "in T s"), Is.EqualTo(
            "echo, theirs: 3 of 3 points; no failure in 3 trials (every scenario fails in fewer than 64 % of runs, with 95 % confidence); 0 s of virtual time in T s.\n"));
    }

    [Test]
    public void Failures_are_shown_with_kind_sight_time_seed_and_replay()
    {
        using var submission = EchoSubmission.Saying("return \"no\";");

        var outcome = submission.Grade("--seed", "0xab");

        string[] lines = outcome.Output.Split('\n');
        int at = Array.IndexOf(lines, "It says back what it hears (A, 0/3): 3 of 3 trials failed");
        Assert.That(at, Is.Positive, outcome.Output);
        Assert.That(lines[at + 1], Is.EqualTo("  safety: server 0 heard 'hello' and said 'no'"));
        Assert.That(lines[at + 2], Does.Match(@"^    at 0\.\d{3} \d{3} s of virtual time, trial 0, seed 0x00000000000000ab$"));
        Assert.That(lines[at + 3], Is.EqualTo(
            "    dotnet run -c Release --project grader -- replay echo --scenario It_says_back_what_it_hears --seed 0x00000000000000ab --submission theirs"));
        Assert.That(lines[at + 4], Is.EqualTo(
            "    dotnet run -c Release --project grader -- shrink echo --scenario It_says_back_what_it_hears --seed 0x00000000000000ab --submission theirs"));
    }

    [Test]
    public void A_hole_in_a_skeleton_takes_one_line()
    {
        using var submission = EchoSubmission.Saying("throw new NotImplementedException(\"TODO(A): say it back\");");

        var outcome = submission.Grade();

        Assert.That(outcome.Status, Is.EqualTo(1));
        Assert.That(outcome.Output, Does.Contain("It says back what it hears (A, 0/3): not implemented yet: TODO(A): say it back\nWalls around the submission: "));
    }

    [Test]
    public void Failures_of_liveness_within_the_tolerance_cost_no_points_and_are_shown()
    {
        // The waiting server stays silent in one of 15 worlds; the tolerance is a tenth.
        using var submission = EchoSubmission.Saying("return node.Id == 1 && _isSilent ? \"\" : text;", "private readonly bool _isSilent = node.Random.Next(15) == 0;");

        var (outcome, json) = submission.GradeToFile("--part", "B", "--trials", "60");

        using var document = JsonDocument.Parse(json);
        var test = document.RootElement.GetProperty("tests")[0];
        Assert.That(test.GetProperty("failed").GetInt32(), Is.InRange(1, 6), "else this test shows nothing");
        Assert.That((outcome.Status, test.GetProperty("score").GetInt32(), test.GetProperty("verdict").GetString()), Is.EqualTo((0, 2, "passed")));
        Assert.That(outcome.Output, Does.Contain("within its tolerance").And.Contains("liveness: "));
    }

    [Test]
    public void What_is_not_decided_is_no_pass()
    {
        using var submission = EchoSubmission.Saying("return \"perhaps\";");

        var outcome = submission.Grade();

        Assert.That(outcome.Status, Is.EqualTo(1));
        Assert.That(outcome.Output, Does.Contain("It says back what it hears (A, 0/3): 3 of 3 trials could not be decided, which is never a pass"));
    }

    [Test]
    public void The_JSON_that_a_submission_writes_is_the_same_in_each_process()
    {
        using var submission = EchoSubmission.Of("""
            using System.Text.Json;
            using Labs.Echo;
            using Labs.Framework;

            public sealed record Note(string Json) : IRequest<Note>;

            public sealed record State(int Term, string? Vote, double Share, Dictionary<string, int> Votes, HashSet<string> Names);

            public sealed class Theirs : IEcho
            {
                public Theirs(INode node)
                {
                    string[] names = ["x", "äö", "b", "c", "d", "e", "f"];
                    var state = new State(1, null, 0.1, names.ToDictionary(name => name, name => name.Length), [.. names]);
                    node.Handle((Note note) => note);
                    node.Start(() => Task.WhenAll(node.Others.Select(peer => peer.CallAsync(new Note(JsonSerializer.Serialize(state))))));
                }

                public string Say(string text) => JsonSerializer.Deserialize<State>("{\"Votes\":{\"a\":1}}")!.Votes["a"] == 1 ? text : "";
            }
            """);

        // The first trial of each scenario is run again in another process, and its trace compared.
        var outcome = submission.Grade();

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")), outcome.Output);
    }

    [Test]
    public void A_students_text_can_not_move_the_cursor_or_give_orders()
    {
        using var submission = EchoSubmission.Saying("throw new InvalidOperationException(\"\\u001b[2J\\u202e\\n::error::full points\");");

        var (outcome, json) = submission.GradeToFile();

        Assert.That(outcome.Output, Does.Contain(@"\u{1b}[2J\u{202e}\u{a}::error::full points"));
        Assert.That(outcome.Output, Does.Not.Contain('\u001b').And.Not.Contain('\u202e').And.Not.Contain("\n::error"));
        Assert.That(json, Does.Contain(@"\\u{1b}[2J\\u{202e}\\u{a}::error::full points"));
    }

    private static string Members(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(member => member.Name));

    private static string WithoutWallSeconds(string json) => WallSeconds().Replace(json, "");

    [GeneratedRegex(@"^  ""wallSeconds"": [0-9.]+,\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallSeconds();

    [GeneratedRegex(@"in [0-9.]+ s(?=\.\n)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wall();
}
