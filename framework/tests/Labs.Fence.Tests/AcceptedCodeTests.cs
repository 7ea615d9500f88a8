using NUnit.Framework;

namespace Labs.Fence.Tests;

/// <summary>Ordinary student code compiles: the fence is no tighter than it must be.</summary>
[TestFixture]
internal sealed class AcceptedCodeTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Accepted");

    private static IEnumerable<string> Files => Directory.GetFiles(Folder).Select(file => Path.GetFileName(file));

    [TestCaseSource(nameof(Files))]
    public void Ordinary_student_code_compiles(string file)
    {
        var errors = StudentCompiler.Errors((file, File.ReadAllText(Path.Combine(Folder, file))));

        Assert.That(errors.SelectMany(found => found), Is.Empty);
    }
}
