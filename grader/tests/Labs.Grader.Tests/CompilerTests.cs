using Labs.Grader.Compiling;
using Labs.Grader.Grading;
using Labs.Grader.Suites;

namespace Labs.Grader.Tests;

/// <summary>What a source does to the compiler is that source's own fault, and costs nobody else.</summary>
public sealed class CompilerTests
{
    private static readonly CompilerLimits Plenty = CompilerLimits.Default;

    [Test]
    public void A_source_that_crashes_the_compiler_does_not_compile()
    {
        string nested = new string('(', 60_000) + "1" + new string(')', 60_000);
        using var submission = EchoSubmission.Of($"class Deep {{ int x = {nested}; }}");

        var outcome = submission.Grade();

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(
            2, "", "labs: the submission does not compile: the compiler crashed on it (exit status 134), as on code that is nested thousands deep\n")));
    }

    [Test]
    public void A_source_that_keeps_the_compiler_busy_does_not_compile_and_the_next_one_does()
    {
        string sum = string.Join('+', Enumerable.Repeat("i", 100_000));
        using var busy = EchoSubmission.Of($"class Busy {{ int M(int i) => {sum}; }}");
        using var good = EchoSubmission.Saying("return text;");
        using var compiler = new Compiler(Plenty with { Processor = TimeSpan.FromSeconds(6) });

        var refusal = Assert.Throws<InputException>(() => Load(compiler, busy));
        var loaded = Load(compiler, good);

        Assert.That(refusal.Message, Is.EqualTo("the submission does not compile: the compiler was not done with it after 6 s of a processor's time"));
        Assert.That(loaded.Files, Is.EqualTo(1));
    }

    [Test]
    public void A_compiler_that_needs_more_memory_than_it_may_have_does_not_compile()
    {
        string classes = string.Concat(Enumerable.Range(0, 7_000).Select(i => $"class C{i} {{ int M(int i) => i; }}\n"));
        using var submission = EchoSubmission.Of(classes);
        using var compiler = new Compiler(Plenty with { Memory = 64 * 1024 * 1024 });

        var refusal = Assert.Throws<InputException>(() => Load(compiler, submission));

        Assert.That(refusal.Message, Is.EqualTo("the submission does not compile: the compiler used more than 64 MB of memory on it"));
    }

    private static LoadedSubmission Load(Compiler compiler, EchoSubmission submission)
    {
        var shelf = new LabShelf(LabsProcess.Root);
        var choice = new SubmissionChoice(shelf, submission.PathOf(""), []);
        return LoadedSubmission.Load(compiler, shelf.Open("echo"), choice, CancellationToken.None);
    }
}
