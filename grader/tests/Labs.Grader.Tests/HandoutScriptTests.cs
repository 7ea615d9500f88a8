using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Labs.Grader.Tests;

/// <summary>The scripts of a handout. In place of the grader stands a program that leaves what the grader would.</summary>
[Platform(Exclude = "Win", Reason = "They run on GitHub's and Gradescope's machines.")]
public sealed class HandoutScriptTests
{
    private static readonly string Templates = Path.Combine(
        Labs.Testing.Repository.RootAbove(AppContext.BaseDirectory)!, "grader", "Handouts");

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeRepository()
    {
        _folder = new ScratchFolder();
        foreach (string script in Directory.EnumerateFiles(Path.Combine(Templates, "students", ".github")))
            Write($"repository/.github/{Path.GetFileName(script)}", File.ReadAllText(script));
        foreach (string script in Directory.EnumerateFiles(Path.Combine(Templates, "gradescope")))
            Write($"autograder/source/{Path.GetFileName(script)}", File.ReadAllText(script));
        foreach (string lab in (string[])["one", "two"])
        {
            Write($"repository/labs/{lab}/lab.json", "{}");
            Write($"repository/labs/{lab}/src/A.cs", "// skeleton");
        }
    }

    [TearDown]
    public void Forget() => _folder.Dispose();

    [Test]
    public void Labs_whose_sources_changed_since_the_first_commit_are_begun()
    {
        Commit();
        Assert.That(Begun(), Is.EqualTo("labs=[\"one\",\"two\"]\n"), "all, where none is begun");

        Write("repository/labs/two/src/A.cs", "// work");
        Commit();
        Assert.That(Begun(), Is.EqualTo("labs=[\"two\"]\n"));

        Write("repository/labs/one/lab.json", "{ }");
        Commit();
        Assert.That(Begun(), Is.EqualTo("labs=[\"two\"]\n"), "sources alone count");
    }

    [Test]
    public void A_job_gets_the_summary_one_runner_a_scenario_and_the_graders_exit_status()
    {
        string tests = """{"version":1,"tests":[{"name":"a","status":"pass","score":2,"max_score":2},{"name":"b \u0027","status":"fail","score":0,"max_score":3}]}""";
        Write("summary", "# one: 2 of 5 points\n");
        Write("classroom", Convert.ToBase64String(Encoding.UTF8.GetBytes(tests)) + "\n");
        FakeDotnet("cp \"$summary\" \"$markdown\"; cp \"$classroom_file\" \"$classroom\"; exit 1");

        var (status, _, error) = Bash(
            "repository/.github/grade one", [.. Job(), ("summary", At("summary")), ("classroom_file", At("classroom"))]);

        Assert.That(status, Is.EqualTo(1), error);
        Assert.That(_folder.Read("job-summary"), Is.EqualTo("# one: 2 of 5 points\n"));
        Assert.That(_folder.Read("job-output"), Is.EqualTo("runners=S1,S2\n"));
        string[] variables = _folder.Read("job-env").TrimEnd('\n').Split('\n');
        Assert.That(variables.Select(line => line.Split('=')[0]), Is.EqualTo(["S1_RESULTS", "S2_RESULTS"]));
        using var second = JsonDocument.Parse(Convert.FromBase64String(variables[1]["S2_RESULTS=".Length..]));
        Assert.That(second.RootElement.GetProperty("status").GetString(), Is.EqualTo("fail"));
        Assert.That(second.RootElement.GetProperty("max_score").GetInt32(), Is.EqualTo(3));
        Assert.That(second.RootElement.GetProperty("tests")[0].GetProperty("name").GetString(), Is.EqualTo("b '"));
    }

    [Test]
    public void Where_the_grader_fails_a_job_gets_its_status_and_nothing_else()
    {
        FakeDotnet("exit 3");

        var (status, _, error) = Bash("repository/.github/grade one", Job());

        Assert.That((status, error), Is.EqualTo((3, "")));
        Assert.That(Directory.EnumerateFiles(_folder.Path, "job-*"), Is.Empty);
    }

    [TestCase("labs/one/src/A.cs", "submission/labs")]
    [TestCase("one/src/A.cs", "submission")]
    [TestCase("src/A.cs", "work")]
    [TestCase("A.cs", "work")]
    public void Gradescope_finds_a_submission_however_it_was_uploaded(string file, string submission)
    {
        Write("autograder/source/lab.txt", "one\n");
        Write($"autograder/submission/{file}", "// work");
        FakeDotnet("test -f \"$submission/one/src/A.cs\" && echo \"{}\" > \"$gradescope\"; echo \"$submission\"; exit 1");

        var (status, output, error) = Bash("autograder/source/run_autograder", [("AUTOGRADER_ROOT", At("autograder"))]);

        Assert.That((status, error), Is.EqualTo((0, "")), "points lost are no error of the autograder");
        Assert.That(output, Is.EqualTo($"{At("autograder")}/{submission}\n"));
        Assert.That(_folder.Read("autograder/results/results.json"), Is.EqualTo("{}\n"));
    }

    [Test]
    public void Gradescope_gets_a_result_even_where_the_grader_fails()
    {
        Write("autograder/source/lab.txt", "one\n");
        Write("autograder/submission/A.cs", "// work");
        Write("autograder/results/results.json", "of another submission");
        FakeDotnet("exit 3");

        var (status, _, _) = Bash("autograder/source/run_autograder", [("AUTOGRADER_ROOT", At("autograder"))]);

        using var result = JsonDocument.Parse(_folder.Read("autograder/results/results.json"));
        Assert.That((status, result.RootElement.GetProperty("score").GetInt32()), Is.EqualTo((1, 0)));
        Assert.That(result.RootElement.GetProperty("output").GetString(), Does.Contain("status 3"));
    }

    private string At(string path) => Path.Combine(_folder.Path, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private (string, string)[] Job() =>
        [("GITHUB_STEP_SUMMARY", At("job-summary")), ("GITHUB_OUTPUT", At("job-output")), ("GITHUB_ENV", At("job-env"))];

    // Each option --name VALUE is a variable of the body.
    private void FakeDotnet(string body)
    {
        Write("bin/dotnet", $"#!/usr/bin/env bash\nwhile [[ $# -gt 1 ]]; do\n  if [[ $1 == --?* ]]; then declare \"${{1#--}}=$2\" 2> /dev/null; fi\n  shift\ndone\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private void Commit()
    {
        const string Git = "git -c user.name=any -c user.email=any@example.org -c commit.gpgsign=false -c init.defaultBranch=main";
        var (status, output, error) = Run("bash", ["-c", $"cd repository && {Git} init -q && {Git} add -A && {Git} commit -qm any"], []);
        Assert.That(status, Is.Zero, output + error);
    }

    private string Begun()
    {
        var (status, output, error) = Bash("repository/.github/begun", []);
        Assert.That(status, Is.Zero, error);
        return output;
    }

    private (int Status, string Output, string Error) Bash(string script, (string, string)[] environment) =>
        Run("bash", script.Split(' '), environment);

    private (int Status, string Output, string Error) Run(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder.Path,
        };
        foreach (string name in (string[])["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV"]) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["PATH"] = At("bin") + Path.PathSeparator + start.Environment["PATH"];
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
