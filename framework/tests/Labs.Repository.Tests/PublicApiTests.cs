using System.Runtime.CompilerServices;
using Labs.Framework;
using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>The student's API changes only on purpose: its text is approved, and a change of it shows in the diff.</summary>
[TestFixture]
internal sealed class PublicApiTests
{
    [Test]
    public void The_students_api_is_the_approved_one()
    {
        string approved = Path.Combine(Folder(), "Labs.Framework.PublicApi.approved.txt");
        string actual = PublicApi.Of(typeof(INode).Assembly);
        if (Environment.GetEnvironmentVariable("LABS_APPROVE") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            File.WriteAllText(approved, actual);

        Assert.That(actual, Is.EqualTo(File.ReadAllText(approved)), "Is the change wanted? Then run this test with LABS_APPROVE=1.");
    }

    [TestCase("Task<TReply?> CallAsync<TReply>(IRequest<TReply> request, TimeSpan? timeout = null) where TReply : class")]
    [TestCase("interface Labs.Framework.IRequest<out TReply> where TReply : class")]
    [TestCase("static TimeSpan Between(this Random random, TimeSpan least, TimeSpan most)")]
    [TestCase("Void Save<T>(T state, ReadOnlyMemory<Byte> snapshot) where T : class")]
    public void A_member_is_written_with_all_that_a_caller_depends_on(string member)
    {
        Assert.That(PublicApi.Of(typeof(INode).Assembly).Split('\n').Select(line => line.Trim()), Has.Member(member));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
