using NUnit.Framework;

namespace Labs.Testing.Tests.Trials;

/// <summary>Failing seeds are remembered until they pass.</summary>
public sealed class RememberedSeedsTests
{
    private string _root = "";
    private RememberedSeeds _seeds = new("");

    private string FilePath => Path.Combine(_root, ".labs", "failures");

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("labs-").FullName;
        _seeds = new RememberedSeeds(_root);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Nothing_is_remembered_at_first_and_nothing_written_while_all_passes()
    {
        _seeds.Update("toy", "One", failed: [], passed: [1, 2]);

        Assert.That(_seeds.Of("toy", "One"), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_root), Is.Empty);
    }

    [Test]
    public void A_seed_that_failed_is_remembered_for_its_scenario()
    {
        _seeds.Update("toy", "One", failed: [0xAB], passed: [1]);
        _seeds.Update("toy", "Two", failed: [2], passed: []);

        Assert.That(_seeds.Of("toy", "One"), Is.EqualTo(new ulong[] { 0xAB }));
        Assert.That(_seeds.Of("raft", "One"), Is.Empty);
        Assert.That(File.ReadAllLines(FilePath), Is.EqualTo(new[] { "toy One 0x00000000000000ab", "toy Two 0x0000000000000002" }));
    }

    [Test]
    public void A_seed_that_passes_is_forgotten()
    {
        _seeds.Update("toy", "One", failed: [1, 2], passed: []);
        _seeds.Update("toy", "One", failed: [], passed: [1, 7]);

        Assert.That(_seeds.Of("toy", "One"), Is.EqualTo(new ulong[] { 2 }));
    }

    [Test]
    public void The_newest_come_first_and_no_more_than_five_are_kept()
    {
        _seeds.Update("toy", "One", failed: [1, 2, 3], passed: []);
        _seeds.Update("toy", "One", failed: [4, 5, 2], passed: []);
        _seeds.Update("toy", "One", failed: [6], passed: []);

        Assert.That(_seeds.Of("toy", "One"), Is.EqualTo(new ulong[] { 6, 4, 5, 2, 1 }));
    }

    [Test]
    public void Lines_that_anybody_spoilt_are_passed_over()
    {
        _seeds.Update("toy", "One", failed: [1], passed: []);
        File.AppendAllLines(FilePath, ["", "toy One", "toy One 12", "toy One 0xzz", "toy One 0x9 more", "toy One random", "toy One 0x9"]);

        Assert.That(_seeds.Of("toy", "One"), Is.EqualTo(new ulong[] { 1, 9 }));
    }

    [Test]
    public void Writers_at_once_lose_nothing()
    {
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            for (uint k = 0; k < 5; k++)
                new RememberedSeeds(_root).Update("toy", $"Scenario{i}", failed: [k], passed: []);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(Enumerable.Range(0, 8).Select(i => _seeds.Of("toy", $"Scenario{i}").Count), Is.All.EqualTo(5));
    }

    [Test]
    public void Where_nothing_can_be_written_nothing_is_remembered()
    {
        File.WriteAllText(Path.Combine(_root, ".labs"), "a file where the folder should be");

        Assert.That(() => _seeds.Update("toy", "One", failed: [1], passed: []), Throws.Nothing);
        Assert.That(_seeds.Of("toy", "One"), Is.Empty);
    }
}
