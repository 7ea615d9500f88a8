namespace Labs.Grader.Tests;

public sealed class SubmissionTests
{
    [Test]
    public void A_missing_folder_is_named_whole()
    {
        using var submission = EchoSubmission.Empty();

        var outcome = LabsProcess.RunIn(submission.Folder, "grade", "echo", "--submission", "ours");

        string whole = Path.Combine(submission.Folder, "ours");
        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(
            2, "", $"labs: there is no folder {whole}; --submission names a folder with the layout of labs/\n")));
    }

    [TestCase("", TestName = "An_empty_folder_has_nothing_to_grade")]
    [TestCase("raft/src/Raft.cs", TestName = "Another_labs_files_are_nothing_to_grade")]
    [TestCase("echo/src/bin/Old.cs", TestName = "What_a_build_left_behind_is_nothing_to_grade")]
    [TestCase("echo/tests/Mine.cs", TestName = "Files_that_are_not_the_students_are_nothing_to_grade")]
    public void Nothing_to_grade(string file)
    {
        using var submission = EchoSubmission.Empty();
        if (file.Length > 0) submission.Write(file, "class Other;");

        Assert.That(submission.Grade(), Is.EqualTo(new LabsProcess.Outcome(
            2, "", $"labs: {submission.PathOf("").TrimEnd('/')} has no C# file for the lab echo; the grader takes echo/src/**/*.cs from it\n")));
    }

    [Test]
    public void Compile_errors_name_file_line_and_column()
    {
        using var submission = EchoSubmission.Of("using Labs.Echo;\n\npublic sealed class Theirs : IEcho\n{\n    int x = \"no\";\n}\n");
        submission.Write("echo/src/Deep/More.cs", "#line 1 \"Elsewhere.cs\"\nclass More { unsafe int* p; }\n");

        Assert.That(submission.Grade(), Is.EqualTo(new LabsProcess.Outcome(2, "", """
            labs: the submission does not compile:
            echo/src/Deep/More.cs:2:26: error CS0227: Unsafe code may only appear if compiling with /unsafe
            echo/src/Theirs.cs:3:30: error CS0535: 'Theirs' does not implement interface member 'IEcho.Say(string)'
            echo/src/Theirs.cs:5:13: error CS0029: Cannot implicitly convert type 'string' to 'int'

            """)));
    }

    [Test]
    public void Only_the_first_20_compile_errors_are_shown()
    {
        using var submission = EchoSubmission.Of(string.Concat(Enumerable.Range(0, 25).Select(i => $"class C{i} : Nothing{i};\n")));

        string[] lines = submission.Grade().Error.Split('\n');

        Assert.That(lines.Count(line => line.Contains("error CS0246", StringComparison.Ordinal)), Is.EqualTo(20));
        Assert.That(lines[21], Is.EqualTo("... and 5 more errors"));
    }

    [Test]
    public void A_class_that_is_missing_is_the_submissions_fault()
    {
        using var submission = EchoSubmission.Of("public sealed class Theirs;");

        var outcome = submission.Grade();

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.StartWith("labs: ").And.Contains("IEcho"));
    }

    [Test]
    public void Links_and_files_that_are_too_large_are_refused()
    {
        using var submission = EchoSubmission.Empty();
        submission.Write("echo/src/Large.cs", new string(' ', 256 * 1024 + 1));
        string large = submission.Grade().Error;
        File.Delete(submission.PathOf("echo/src/Large.cs"));
        File.CreateSymbolicLink(submission.PathOf("echo/src/Link.cs"), "/etc/passwd");
        string link = submission.Grade().Error;

        Assert.That(large, Is.EqualTo("labs: echo/src/Large.cs has 262,145 bytes; a file may have 262,144\n"));
        Assert.That(link, Is.EqualTo("labs: echo/src/Link.cs is a link; submit the file itself\n"));
    }
}
