using System.Text;

namespace Labs.Reporting.Tests;

public sealed class MarkdownFileTests
{
    [Test]
    public void A_report_has_a_total_a_table_and_the_failures()
    {
        var report = Graded.Report(Graded.Test("A_leader_is_elected", "A", 4, 4), Graded.Test("Terms_rise", "A", 2, 1));

        Assert.That(Written.Markdown(report), Is.EqualTo("""
            # raft: 5 of 6 points

            | Scenario | Points | Outcome |
            |---|--:|---|
            | **A** | **5/6** | |
            | ✓ A leader is elected | 4/4 | no failure in 20 trials |
            | ✗ Terms rise | 1/2 | 1 failed in 21 trials |
            | **All** | **5/6** | |

            ## Terms rise (A, 1/2)

            ```text
            safety: it was lost
              trial 0, seed 0x000000000000feed
              labs replay --seed 0x000000000000feed
            ```

            seedSet 0x00000000000000ab, suiteHash bb, framework 1\.0\.0, submissionHash aa.

            """));
    }

    [Test]
    public void A_students_text_ends_no_fence_and_stands_nowhere_else()
    {
        string text = Written.Markdown(Graded.Report(Graded.Test("Nothing_is_lost", "A", 3, 0, "`````` | <b> @everyone # x")));

        string[] lines = text.Split('\n');
        int open = Array.FindIndex(lines, line => line.StartsWith("```", StringComparison.Ordinal));
        int close = Array.FindIndex(lines, open + 1, line => line.StartsWith("```````", StringComparison.Ordinal));
        Assert.That(lines[open], Is.EqualTo("```````text"));
        var mentions = lines.Index().Where(line => line.Item.Contains('@', StringComparison.Ordinal)).Select(line => line.Index);
        Assert.That(mentions, Is.Not.Empty.And.All.InRange(open + 1, close - 1));
    }

    [Test]
    public void Names_mean_nothing_in_Markdown_or_HTML()
    {
        var report = Graded.Report(Graded.Test("x|<img src=x>*y*[z](http://a.b)@c`d&lt;", "A", 1, 1));

        Assert.That(Written.Markdown(report), Does.Contain(
            @"| ✓ x\|&lt;img src\=x\>\*y\*\[z\]\(http\:\/\/a\.b\)&#64;c\`d&amp;lt; |"));
    }

    [Test]
    public void It_never_grows_over_what_a_summary_may_have()
    {
        var tests = Enumerable.Range(0, 5000).Select(i => Graded.Test($"Scenario_{i}", "A", 1, 0, new string('ä', 400))).ToArray();

        string text = Written.Markdown(Graded.Report(tests));

        Assert.That(Encoding.UTF8.GetByteCount(text), Is.InRange(MarkdownFile.BytesMost - 2000, MarkdownFile.BytesMost));
        Assert.That(text, Does.Match(@"The failures of \d+ more scenarios are left out here"));
        Assert.That(text.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2, Is.Zero, "each fence is closed");
    }
}
