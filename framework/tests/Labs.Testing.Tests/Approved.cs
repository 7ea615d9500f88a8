using NUnit.Framework;

namespace Labs.Testing.Tests;

/// <summary>Holds a text against the one that a person has approved. <c>LABS_APPROVE=1</c> writes it anew, but never where
/// <c>CI=true</c>.</summary>
internal static class Approved
{
    public static void Check(string text, string name)
    {
        string folder = TestContext.CurrentContext.Test.Namespace!.Split('.')[^1];
        string path = Path.Combine(Submissions.Root, "framework", "tests", "Labs.Testing.Tests", folder, name + ".approved.txt");
        if (Environment.GetEnvironmentVariable("LABS_APPROVE") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            File.WriteAllText(path, text);
        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), "LABS_APPROVE=1 approves the new text.");
    }
}
