using Labs.Grader.Compiling;
using Labs.Grader.Grading;
using Labs.Grader.Suites;

namespace Labs.Grader.Tests;

/// <summary>What lies beside a student's sources has no say: no build, tool or hook of theirs is ever asked.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ForeignFilesTests
{
    private const string Target = """<Project><Target Name="T" BeforeTargets="BeforeBuild"><Exec Command="touch MADE" /></Target></Project>""";
    private const string Silence = "is_global = true\n[*.cs]\ndotnet_diagnostic.RS0030.severity = none\ngenerated_code = true\n";
    private const string Script = "#!/bin/sh\ntouch MADE\n";

    [TestCase("Directory.Build.props", Target)]
    [TestCase("Directory.Build.targets", Target)]
    [TestCase("Directory.Build.rsp", "-p:CustomAfterMicrosoftCommonTargets=evil.targets")]
    [TestCase("Directory.Packages.props", Target)]
    [TestCase("Directory.Solution.targets", Target)]
    [TestCase("echo/src/Labs.Echo.csproj", Target)]
    [TestCase("echo/src/Labs.Echo.csproj.user", Target)]
    [TestCase("echo/src/obj/Labs.Echo.csproj.nuget.g.targets", Target)]
    [TestCase("echo/src/obj/Evil.cs", "[assembly: System.Reflection.AssemblyTitle(\"evil\")]")]
    [TestCase("global.json", """{ "sdk": { "version": "1.0.0", "paths": ["evil"] } }""")]
    [TestCase("nuget.config", """<configuration><packageSources><clear /><add key="evil" value="https://evil.invalid" /></packageSources></configuration>""")]
    [TestCase(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "evil": { "version": "1.0.0", "commands": ["labs"] } } }""")]
    [TestCase("echo/src/.editorconfig", Silence)]
    [TestCase("echo/src/.globalconfig", Silence)]
    [TestCase("echo/src/Evil.Analyzers.dll", "MZ")]
    [TestCase("labs.runtimeconfig.json", """{ "configProperties": { "System.Runtime.Serialization.EnableUnsafeBinaryFormatterSerialization": true } }""")]
    [TestCase("labs.deps.json", "{}")]
    [TestCase(".runsettings", "<RunSettings />")]
    [TestCase(".git/hooks/post-checkout", Script)]
    [TestCase(".git/config", "[core]\n\tfsmonitor = touch MADE\n\thooksPath = .\n")]
    [TestCase(".gitattributes", "*.cs filter=evil\n")]
    [TestCase(".gitmodules", "[submodule \"echo/src\"]\n\tpath = echo/src\n\turl = ext::sh -c touch% MADE\n")]
    [TestCase(".github/workflows/classroom.yml", "on: push\njobs: { grade: { steps: [{ run: echo 100 }] } }\n")]
    [TestCase("framework/Labs.Framework/BannedSymbols.txt", "")]
    [TestCase("echo/lab.json", """{ "name": "echo", "parts": [], "scenarios": [] }""")]
    public void A_file_that_is_no_source_of_the_students_changes_nothing(string path, string text)
    {
        using var submission = EchoSubmission.Saying("return text;");
        var without = Check(submission);
        string made = submission.PathOf("made");
        submission.Write(path, text.Replace("MADE", made, StringComparison.Ordinal));

        var with = Check(submission);

        Assert.That((with.Files, with.SourceHash), Is.EqualTo((1, without.SourceHash)));
        Assert.That(with.Images[0].Assembly, Is.EqualTo(without.Images[0].Assembly));
        Assert.That(with.Violations, Is.Empty);
        Assert.That(File.Exists(made), Is.False);
    }

    [TestCase("echo/src/.editorconfig")]
    [TestCase("echo/src/.globalconfig")]
    [TestCase(".editorconfig")]
    public void No_settings_silence_a_rule(string path)
    {
        using var submission = EchoSubmission.Saying("Environment.Exit(0); return text;");
        submission.Write(path, Silence);

        Assert.That(Check(submission).Violations.Select(violation => violation.Rule), Is.EqualTo(["RS0030"]));
    }

    private static CheckedSubmission Check(EchoSubmission submission)
    {
        var shelf = new LabShelf(LabsProcess.Root);
        var choice = new SubmissionChoice(shelf, submission.PathOf(""), []);
        return SubmissionCheck.Run(new CompileOrder(choice, "echo", shelf.Open("echo").Files.Contracts));
    }
}
