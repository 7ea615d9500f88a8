using System.Text.RegularExpressions;

namespace Labs.Grader.Tests;

public sealed partial class ShardTests
{
    private const string Unsure = "int draw = node.Random.Next(4); return draw switch { 0 => \"no\", 1 => \"perhaps\", _ => text };";

    [Test]
    public void Merged_shares_are_the_whole_result_byte_for_byte()
    {
        using var submission = EchoSubmission.Saying(Unsure);
        var (_, whole) = submission.GradeToFile("--part", "A,B");
        string[] shares = [.. Enumerable.Range(1, 3).Select(number => Path.Combine(submission.Folder, $"{number}.json"))];
        for (int i = 0; i < shares.Length; i++) submission.Grade("--part", "A,B", "--shard", $"{i + 1}/3", "--json", shares[i]);
        string merged = Path.Combine(submission.Folder, "merged.json");

        var outcome = LabsProcess.Run("merge", shares[2], shares[0], shares[1], "--json", merged);
        var missing = LabsProcess.Run("merge", shares[2], shares[0], "--json", merged);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((1, "")));
        Assert.That(WithoutWallSeconds(File.ReadAllText(merged)), Is.EqualTo(WithoutWallSeconds(whole)).And.Contains("\"part\": \"B\""));
        Assert.That(missing, Is.EqualTo(new LabsProcess.Outcome(2, "", "labs: the results can't be merged: 2/3 is missing\n")));
    }

    [Test]
    public void Two_gradings_at_once_do_not_write_to_one_journal()
    {
        using var submission = EchoSubmission.Saying("return text;");
        string journal = Path.Combine(submission.Folder, "journal");
        using var held = new FileStream(journal, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);

        var outcome = submission.Grade("--journal", journal);

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.StartWith($"labs: the journal {journal} can't be opened: ").And.Not.Contain("   at "));
    }

    [Test]
    [Platform("Linux")]
    public void A_journal_that_cannot_be_one_is_refused_in_one_line()
    {
        using var submission = EchoSubmission.Saying("return text;");

        var outcome = submission.Grade("--journal", "/dev/full");

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.Match("^labs: the journal /dev/full can't be used: [^\n]+\n$"));
    }

    [Test]
    public void A_journal_that_a_kill_cut_off_is_gone_on_with()
    {
        using var submission = EchoSubmission.Saying(Unsure);
        string journal = Path.Combine(submission.Folder, "journal");
        var (_, whole) = submission.GradeToFile("--trials", "30", "--journal", journal);
        string[] lines = File.ReadAllLines(journal);
        File.WriteAllText(journal, string.Join('\n', lines.Take(15)) + "\n" + lines[15][..40]);

        var (outcome, resumed) = submission.GradeToFile("--trials", "30", "--journal", journal, "--resume");
        var other = submission.Grade("--seed", "0x9", "--journal", journal, "--resume");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((1, "")));
        Assert.That(WithoutWallSeconds(resumed), Is.EqualTo(WithoutWallSeconds(whole)));
        Assert.That(File.ReadAllLines(journal)[..15], Is.EqualTo(lines[..15]));
        Assert.That(File.ReadAllLines(journal), Has.Length.EqualTo(lines.Length), "each trial is run once");
        Assert.That(other.Error, Does.EndWith("is the journal of another grading; without --resume it begins anew\n"));
    }

    [TestCase("--resume")]
    [TestCase("--quiet")]
    public void A_file_that_is_no_journal_is_not_overwritten(string option)
    {
        using var submission = EchoSubmission.Saying(Unsure);
        string source = submission.PathOf("echo/src/Theirs.cs");
        string before = File.ReadAllText(source);

        var outcome = submission.Grade("--journal", source, option);

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", $"labs: {source} is no journal, and stays as it is; name another file\n")));
        Assert.That(File.ReadAllText(source), Is.EqualTo(before));
    }

    [TestCase("0/2")]
    [TestCase("3/2")]
    [TestCase("2")]
    public void A_share_that_is_none_is_refused(string share)
    {
        var outcome = LabsProcess.Run("grade", "echo", "--shard", share);

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain($"'{share}' is not a share: write I/N, as in 2/5 for the second of five"));
    }

    private static string WithoutWallSeconds(string json) => WallSeconds().Replace(json, "");

    [GeneratedRegex(@"^  ""wallSeconds"": [0-9.]+,\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallSeconds();
}
