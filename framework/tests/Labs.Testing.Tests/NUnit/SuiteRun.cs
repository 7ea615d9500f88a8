using System.Reflection;
using System.Runtime.Loader;
using Labs.Toy.Tests;
using Mono.Cecil;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Labs.Testing.Tests.NUnit;

/// <summary>The toy suite as it lies in a repository of its own, run by NUnit as <c>dotnet test</c> would.</summary>
internal sealed class SuiteRun : IDisposable
{
    private readonly string _folder;

    public SuiteRun()
    {
        Root = Directory.CreateTempSubdirectory("labs-").FullName;
        _folder = Directory.CreateDirectory(Path.Combine(Root, "labs", "toy", "tests", "bin")).FullName;
        File.WriteAllText(Path.Combine(Root, "Labs.sln"), "");
        File.WriteAllText(Path.Combine(_folder, "..", "Labs.Toy.Tests.csproj"), "");
        string built = Path.GetDirectoryName(typeof(ToyCluster).Assembly.Location)!;
        File.Copy(Path.Combine(built, Lab.FileName), Path.Combine(_folder, Lab.FileName));
        Subject = Path.Combine(Root, "answers", "toy", "src", "bin", "Labs.Toy.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(Subject)!);
        BuildSuite(Path.Combine(built, "Labs.Toy.Tests.dll"));
    }

    /// <summary>Where the submission's assembly lies.</summary>
    public string Subject { get; }

    /// <summary>The repository's root.</summary>
    public string Root { get; }

    /// <summary>Runs the suite in a session of its own.</summary>
    /// <param name="subject">The submission; null for none.</param>
    /// <param name="environment">Variables of the environment, as in <c>LABS_SEED=0x17</c>.</param>
    /// <returns>The results by the tests' names.</returns>
    public Dictionary<string, ITestResult> Run(SubjectImage? subject, params string[] environment)
    {
        File.Delete(Subject);
        if (subject is not null)
        {
            File.WriteAllBytes(Subject, subject.Assembly);
            File.WriteAllBytes(Path.ChangeExtension(Subject, ".pdb"), subject.Symbols!);
        }

        string[][] variables = [.. environment.Select(variable => variable.Split('='))];
        foreach (string[] variable in variables)
            Environment.SetEnvironmentVariable(variable[0], variable[1]);
        try
        {
            return RunApart();
        }
        finally
        {
            foreach (string[] variable in variables)
                Environment.SetEnvironmentVariable(variable[0], null);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Runs on a thread that knows nothing of the NUnit run that this is part of.</summary>
    private Dictionary<string, ITestResult> RunApart()
    {
        var results = new Dictionary<string, ITestResult>();
        Exception? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                // A load context of its own gives the suite a session of its own.
                var suite = new AssemblyLoadContext("suite").LoadFromAssemblyPath(Path.Combine(_folder, "Labs.Toy.Tests.dll"));
                Collect(RunNUnit(suite), results);
            }
            catch (Exception caught)
            {
                error = caught;
            }
        });
        thread.UnsafeStart();
        thread.Join();
        return error is null ? results : throw new InvalidOperationException("The run broke.", error);
    }

    /// <summary>Writes into the suite what a suite's build does.</summary>
    private void BuildSuite(string built)
    {
        using var suite = AssemblyDefinition.ReadAssembly(built);
        var constructor = suite.MainModule.ImportReference(
            typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)]));
        foreach (var (key, value) in new[] { ("Subject", Subject), ("Submission", Path.Combine(Root, "answers")) })
        {
            var attribute = new CustomAttribute(constructor);
            attribute.ConstructorArguments.Add(new(suite.MainModule.TypeSystem.String, key));
            attribute.ConstructorArguments.Add(new(suite.MainModule.TypeSystem.String, value));
            suite.CustomAttributes.Add(attribute);
        }

        suite.Write(Path.Combine(_folder, "Labs.Toy.Tests.dll"));
    }

    private static ITestResult RunNUnit(Assembly suite)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(suite, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0, ["SynchronousEvents"] = true });
        return runner.Run(TestListener.NULL, TestFilter.Empty);
    }

    private static void Collect(ITestResult result, Dictionary<string, ITestResult> results)
    {
        if (!result.Test.IsSuite)
            results.Add(result.Test.Name, result);
        foreach (var child in result.Children)
            Collect(child, results);
    }
}
