using System.Diagnostics;
using System.IO.Compression;
using Labs.Grader.Submissions;

namespace Labs.Grader.Tests;

/// <summary>What is taken from a clone, an export or an archive, and what is not.</summary>
public sealed class HandedInTests
{
    private const string Source = "class Theirs;";

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("echo/src/Theirs.cs", TestName = "A_folder_with_the_layout_of_labs_is_read")]
    [TestCase("labs/echo/src/Theirs.cs", TestName = "A_clone_is_read")]
    [TestCase("echo-alice-main/labs/echo/src/Theirs.cs", TestName = "An_export_is_read")]
    public void The_lab_is_found(string path)
    {
        Write($"alice/{path}", Source);

        var read = Read("alice");

        Assert.That(read.Name, Is.EqualTo("alice"));
        Assert.That(read.Files.Select(file => file.Path), Is.EqualTo(new[] { "echo/src/Theirs.cs" }));
    }

    [Test]
    public void An_archive_is_read_and_so_is_a_folder_around_one()
    {
        Zip("bob.zip", ("echo-bob-main/labs/echo/src/Theirs.cs", Source), ("echo-bob-main/labs/echo/src/obj/Old.cs", Source));
        Zip("carol/upload.zip", ("echo\\src\\Theirs.cs", Source));

        var archive = Read("bob.zip");
        var around = Read("carol");

        Assert.That(archive.Name, Is.EqualTo("bob"));
        Assert.That(archive.Files.Select(file => file.Path), Is.EqualTo(new[] { "echo/src/Theirs.cs" }));
        Assert.That(SourceHash.Of(around.Files), Is.EqualTo(SourceHash.Of(archive.Files)), "packing does not change a submission's hash");
    }

    [TestCase("./echo/src/Theirs.cs", TestName = "An_archive_whose_names_begin_with_a_dot_is_read")]
    [TestCase("echo\\src\\Theirs.cs", TestName = "An_archive_with_backslashes_is_read")]
    public void Names_are_read_as_archivers_write_them(string name)
    {
        Zip("alice.zip", (name, Source), ("at 12:30.png", ""));

        Assert.That(Read("alice.zip").Files.Select(file => file.Path), Is.EqualTo(new[] { "echo/src/Theirs.cs" }));
    }

    [Test]
    public void Files_that_are_not_the_students_are_left()
    {
        Write("alice/labs/echo/src/Theirs.cs", Source);
        Write("alice/labs/echo/tests/Easier.cs", Source);
        Write("alice/labs/echo/src/Labs.Echo.csproj", "<Project/>");
        Write("alice/.git/hooks/post-checkout", "#!/bin/sh\nexit 1\n");
        Write("alice/grader/echo/src/Mine.cs", Source);

        Assert.That(Read("alice").Files.Select(file => file.Path), Is.EqualTo(new[] { "echo/src/Theirs.cs" }));
    }

    [Test]
    public void Two_places_for_one_lab_are_a_question_and_no_guess()
    {
        Write("alice/old/echo/src/Theirs.cs", Source);
        Write("alice/new/echo/src/Theirs.cs", Source);

        Assert.That(Refusal("alice"), Does.EndWith("has echo in several folders: new, old; hand in one"));
    }

    [TestCase("../echo/src/Theirs.cs", "the archive has an entry whose name leads out of it: ../echo/src/Theirs.cs")]
    [TestCase("/echo/src/Theirs.cs", "the archive has an entry whose name leads out of it: /echo/src/Theirs.cs")]
    [TestCase("echo/src/The\u202eirs.cs", "echo/src/The\u202eirs.cs has a character in its name that no source file needs")]
    [TestCase("a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/Theirs.cs", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/Theirs.cs lies too deep")]
    [TestCase("echo/src/The\0irs.cs", "the archive has an entry with no name for a file: echo/src/The\0irs.cs")]
    public void An_entry_with_an_odd_name_is_refused(string name, string refusal)
    {
        Zip("eve.zip", (name, Source));

        Assert.That(Refusal("eve.zip"), Is.EqualTo(refusal));
    }

    [Test]
    public void A_bomb_is_read_no_further_than_a_file_may_be_large_whatever_it_states()
    {
        Zip("honest.zip", ("echo/src/Theirs.cs", new string(' ', 100_000_000)));
        Zip("liar.zip", ("echo/src/Theirs.cs", new string(' ', 100_000_000)));
        StateLengths(_folder.Path + "/liar.zip", 1000);

        Assert.That(Refusal("honest.zip"), Is.EqualTo("echo/src/Theirs.cs has 100,000,000 bytes; a file may have 262,144"));
        Assert.That(Read("liar.zip").Files.Single().Content, Has.Length.EqualTo(1000), "no more is read than is stated");
    }

    [Test]
    public void Files_beyond_the_most_in_all_are_refused()
    {
        string large = new(' ', 250_000);
        Zip("eve.zip", [.. Enumerable.Range(0, 5).Select(i => ($"echo/src/Theirs{i}.cs", large))]);

        Assert.That(Refusal("eve.zip"), Is.EqualTo("the C# files have more than 1,048,576 bytes in total"));
    }

    [Test]
    public void What_is_no_archive_is_refused()
    {
        Write("eve.zip", "not an archive");

        Assert.That(Refusal("eve.zip"), Is.EqualTo("eve.zip is not a zip archive, or a damaged one"));
    }

    [Test]
    public void A_link_in_an_archive_is_refused()
    {
        using (var archive = ZipFile.Open(_folder.Path + "/eve.zip", ZipArchiveMode.Create))
        {
            var entry = archive.CreateEntry("echo/src/Theirs.cs");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var writer = new StreamWriter(entry.Open());
            writer.Write("/etc/passwd");
        }

        Assert.That(Refusal("eve.zip"), Is.EqualTo("echo/src/Theirs.cs is a link; submit the file itself"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void No_link_is_followed_and_no_pipe_is_waited_for()
    {
        Write("bob/echo/src/Theirs.cs", Source);
        Directory.CreateDirectory(_folder.Path + "/eve/echo");
        File.CreateSymbolicLink(_folder.Path + "/eve/echo/src", _folder.Path + "/bob/echo/src");
        Directory.CreateDirectory(_folder.Path + "/mallory/echo/src");
        MakePipe("mallory/echo/src/Pipe.cs");
        MakePipe("trent.zip");
        Directory.CreateDirectory(_folder.Path + "/peggy");
        MakePipe("peggy/work.zip");

        Assert.That(Refusal("eve"), Does.Contain("has no C# file for the lab echo"));
        Assert.That(Read("mallory").Files.Single().Content, Is.Empty);
        Assert.That(Refusal("trent.zip"), Is.EqualTo("trent.zip is empty"));
        Assert.That(Refusal("peggy"), Is.EqualTo("work.zip is empty"));
    }

    private SubmissionFolder Read(string name) => HandedIn.Read($"{_folder.Path}/{name}", "echo", "echo", ["src/**/*.cs"], ["src/**/*.cs"]);

    private string Refusal(string name) => Assert.Throws<InputException>(() => Read(name))!.Message;

    private void MakePipe(string path)
    {
        using var make = Process.Start("mkfifo", [Path.Combine(_folder.Path, path)]);
        make.WaitForExit();
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, path))!);
        _folder.Write(path, text);
    }

    private void Zip(string path, params (string Name, string Text)[] entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, path))!);
        using var archive = ZipFile.Open(Path.Combine(_folder.Path, path), ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    // The length of what an entry unpacks to stands in the archive's directory, which nothing checks.
    private static void StateLengths(string path, int length)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), length);
        File.WriteAllBytes(path, bytes);
    }
}
