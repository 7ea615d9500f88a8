using System.Diagnostics;
using System.Text;

namespace Labs.Grader.Tests;

/// <summary>What the verb <c>history</c> prints, and how it ends.</summary>
public sealed class HistoryTests
{
    private static readonly string[] Legal =
    [
        """{"client":0,"key":"x","op":"put","value":"a","call":10,"return":25,"ok":true}""",
        "",
        """{"client":1,"key":"x","op":"get","value":null,"call":12,"return":20,"node":7}""",
        """{"client":2,"key":"x","op":"append","value":1,"call":22}""",
        """{"client":1,"key":"y","op":"get","value":"","call":30,"return":41}""",
        """{"client":2,"key":"x","op":"get","value":"a1","call":30,"return":41}""",
    ];

    private const string OneALine =
        """write one operation a line, as {"client":0,"key":"x","op":"get","value":"a","call":1,"return":2}""";

    private static readonly TestCaseData[] Mistakes =
    [
        Mistake("kv", $"it is no JSON object; {OneALine}", "[1]"),
        Mistake("kv", $"it is no JSON object ('}}' is an invalid start of a value); {OneALine}", """{"client":}"""),
        Mistake("kv", "it has no op", """{"client":0,"key":"x","call":1}"""),
        Mistake("kv", "kv has no op 'putt'; did you mean 'put'?", """{"client":0,"key":"x","op":"putt","value":"a","call":1}"""),
        Mistake("kv", "kv has no op 'cas'; choose from get, put, append", """{"client":0,"key":"x","op":"cas","value":"a","call":1}"""),
        Mistake("kv", "it has no client", """{"key":"x","op":"put","value":"a","call":1}"""),
        Mistake("kv", "it has no key", """{"client":0,"op":"put","value":"a","call":1}"""),
        Mistake("kv", "it has no call", """{"client":0,"key":"x","op":"put","value":"a"}"""),
        Mistake("kv", "call is not a whole number", """{"client":0,"key":"x","op":"put","value":"a","call":"1"}"""),
        Mistake("kv", "call is 1.5, which is no whole number of 64 bits; write it without point and exponent", """{"client":0,"key":"x","op":"put","value":"a","call":1.5}"""),
        Mistake(
            "kv",
            "return is 9223372036854775808, which is no whole number of 64 bits; write it without point and exponent",
            """{"client":0,"key":"x","op":"put","value":"a","call":1,"return":9223372036854775808}"""),
        Mistake("kv", "kv has no op 'p\\u{a}'; choose from get, put, append", """{"client":0,"key":"x","op":"p\n","value":"a","call":1}"""),
        Mistake("kv", "it has two fields 'call'", """{"client":0,"key":"x","op":"put","value":"a","call":1,"call":2}"""),
        Mistake("kv", "it has no value", """{"client":0,"key":"x","op":"put","call":1}"""),
        Mistake("kv", "its value is null", """{"client":0,"key":"x","op":"put","value":null,"call":1}"""),
        Mistake("kv", "value is not a string or null", """{"client":0,"key":"x","op":"put","value":[],"call":1}"""),
        Mistake(
            "kv",
            "value is no text: it has bytes that are not UTF-8, or half of a surrogate pair",
            """{"client":0,"key":"x","op":"put","value":"\ud800","call":1}"""),
        Mistake("kv", "it has no value, though it returned", """{"client":0,"key":"x","op":"get","call":1,"return":2}"""),
        Mistake("kv", "it returned at 1, before its call at 2; take both times from one clock that never goes back", """{"client":0,"key":"x","op":"put","value":"a","call":2,"return":1}"""),
        Mistake(
            "kv",
            "ok can't be false for a put: leave the line out if it certainly did not happen, or the return if nobody knows",
            """{"client":0,"key":"x","op":"put","value":"a","call":1,"return":2,"ok":false}"""),
        Mistake("kv", "kv has no result 'maybe', only 'ok'", """{"client":0,"key":"x","op":"put","value":"a","call":1,"return":2,"result":"maybe"}"""),
        Mistake("register", "it has no expected", """{"client":0,"op":"cas","value":"a","call":1,"return":2}"""),
        Mistake("versioned-kv", "it has no version", """{"client":0,"key":"x","op":"put","value":"a","call":1}"""),
        Mistake(
            "register",
            "ok is false, and the result is 'ok'; leave out the one that is wrong",
            """{"client":0,"op":"cas","expected":"a","value":"b","call":1,"return":2,"ok":false,"result":"ok"}"""),
        Mistake(
            "versioned-kv",
            "ok is false; say what the put was told in a result: no-key, version or maybe",
            """{"client":0,"key":"x","op":"put","value":"a","version":1,"call":1,"return":2,"ok":false}"""),
        Mistake(
            "versioned-kv",
            "ok is false, and the result is 'ok'; leave out the one that is wrong",
            """{"client":0,"key":"x","op":"put","value":"a","version":1,"call":1,"return":2,"ok":false,"result":"ok"}"""),
        Mistake(
            "versioned-kv",
            "a get can't have the result 'maybe', only 'ok' or 'no-key'",
            """{"client":0,"key":"x","op":"get","value":"a","version":1,"call":1,"return":2,"result":"maybe"}"""),
        Mistake(
            "versioned-kv",
            "a get that found the key has a version from 1; one that did not has the result 'no-key'",
            """{"client":0,"key":"x","op":"get","value":"a","version":0,"call":1,"return":2}"""),
        Mistake(
            "versioned-kv",
            "there is no result 'nokey'; did you mean 'no-key'?",
            """{"client":0,"key":"x","op":"put","value":"a","version":1,"call":1,"result":"nokey"}"""),
        Mistake(
            "versioned-kv",
            "-1 is not a version; they begin with 0, that of a key that is not there",
            """{"client":0,"key":"x","op":"put","value":"a","version":-1,"call":1}"""),
        Mistake(
            "versioned-kv",
            "there is no result 'nokey'; did you mean 'no-key'?",
            """{"client":0,"key":"x","op":"put","value":"a","version":1,"call":1,"return":2,"result":"nokey"}"""),
    ];

    [Test]
    public void A_linearizable_history_ends_with_0()
    {
        var outcome = Check("kv", Legal);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        Assert.That(outcome.Output, Does.Match("^OK: 5 operations on 2 keys, linearizable as kv; 2 configurations in [0-9.]+ s.\n$"));
    }

    [Test]
    public void An_illegal_one_ends_with_1_and_the_evidence()
    {
        var outcome = Check("kv", [.. Legal, """{"client":0,"key":"x","op":"get","value":"a","call":45,"return":50}"""]);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((1, "")));
        Assert.That(outcome.Output, Does.StartWith("ILLEGAL: 6 operations on 2 keys, not linearizable as kv: 1 key without a legal order; "));
        Assert.That(outcome.Output.Split('\n')[1..^1], Is.EqualTo([
            "Key \"x\": up to 50 this is the longest legal order, 4 operations:",
            "  line 3: client 1 got \"\" from \"x\", 12 to 20",
            "  line 1: client 0 put \"a\" in \"x\", 10 to 25",
            "  line 4: client 2 appended \"1\" to \"x\", called at 22 and never returned",
            "  line 6: client 2 got \"a1\" from \"x\", 30 to 41",
            "Then the key holds \"a1\", and neither after this order nor after any other can follow:",
            "  line 7: client 0 got \"a\" from \"x\", 45 to 50",
        ]));
    }

    [Test]
    public void One_that_takes_too_long_ends_with_4()
    {
        var outcome = Check("register", [.. Hard()], "--time-limit", "1");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((4, "")));
        Assert.That(outcome.Output, Does.StartWith("UNKNOWN: ").And.EndsWith("Key \"\": out of time.\n"));
    }

    [Test]
    public void Registers_need_no_key_and_versions_have_results()
    {
        var register = Check("register", [
            """{"client":0,"op":"cas","expected":null,"value":"a","call":1,"return":2}""",
            """{"client":0,"op":"cas","expected":null,"value":"b","call":3,"return":4,"ok":false}""",
            """{"client":0,"op":"read","value":"a","call":5,"return":6}""",
        ]);
        var versions = Check("versioned-kv", [
            """{"client":0,"key":"x","op":"get","call":1,"return":2,"result":"no-key"}""",
            """{"client":0,"key":"x","op":"put","value":"a","version":1,"call":3,"return":4,"result":"no-key"}""",
            """{"client":0,"key":"x","op":"put","value":"a","version":0,"call":5,"return":6,"result":"maybe"}""",
            """{"client":0,"key":"x","op":"get","value":"a","version":1,"call":7,"return":8}""",
        ]);

        Assert.That((register.Status, register.Error), Is.EqualTo((0, "")));
        Assert.That((versions.Status, versions.Error), Is.EqualTo((0, "")));
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_line_that_makes_no_sense_ends_with_2_its_place_and_the_reason(string model, string expected, string line)
    {
        var outcome = Check(model, ["", line]);

        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", $"labs: history.jsonl:2: {expected}\n")));
    }

    [Test]
    public void Bytes_that_are_no_text_end_with_2_and_their_place()
    {
        using var folder = new ScratchFolder();
        string path = Path.Combine(folder.Path, "history.jsonl");
        File.WriteAllBytes(path, [.. "{\"client\":0,\"op\":\"put\",\"key\":\""u8, 0xff, .. "\",\"value\":\"a\",\"call\":1}"u8]);

        var outcome = LabsProcess.RunIn(folder.Path, ["history", "history.jsonl", "--model", "kv"]);

        string expected = "labs: history.jsonl:1: key is no text: it has bytes that are not UTF-8, or half of a surrogate pair\n";
        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", expected)));
    }

    [Test]
    public void Two_operations_of_a_client_at_once_end_with_2_and_both_places()
    {
        var outcome = Check("kv", [
            """{"client":3,"key":"x","op":"put","value":"a","call":10,"return":25}""",
            """{"client":3,"key":"y","op":"put","value":"a","call":24,"return":30}""",
        ]);

        string expected = "labs: history.jsonl:2: client 3 called it at 24, while its operation of 10 to 25 had not returned (line 1); "
            + "give what one client does at once to clients with numbers of their own\n";
        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", expected)));
    }

    [TestCase("")]
    [TestCase("\n \t\r\n\n")]
    public void A_file_without_an_operation_is_a_history_and_says_how_many_it_has(string text)
    {
        var outcome = Check("kv", [text]);

        Assert.That(outcome.Status, Is.Zero, outcome.Error);
        Assert.That(outcome.Output, Does.StartWith("OK: 0 operations"));
    }

    [Test]
    public void A_folder_ends_with_2()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "histories"));

        var outcome = LabsProcess.RunIn(folder.Path, ["history", "histories", "--model", "kv"]);

        string expected = "labs: histories can't be read: it is a folder; name a file in it\n";
        Assert.That(outcome, Is.EqualTo(new LabsProcess.Outcome(2, "", expected)));
    }

    [Test]
    public void A_file_in_UTF_16_ends_with_2_and_one_with_a_byte_order_mark_and_other_line_ends_is_read()
    {
        using var folder = new ScratchFolder();
        string text = string.Join("\r\n", Legal);
        File.WriteAllText(Path.Combine(folder.Path, "utf-16.jsonl"), text, Encoding.Unicode);
        File.WriteAllText(Path.Combine(folder.Path, "utf-8.jsonl"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var refused = LabsProcess.RunIn(folder.Path, ["history", "utf-16.jsonl", "--model", "kv"]);
        var read = LabsProcess.RunIn(folder.Path, ["history", "utf-8.jsonl", "--model", "kv"]);

        Assert.That(refused, Is.EqualTo(new LabsProcess.Outcome(2, "", "labs: utf-16.jsonl:1: it is UTF-16; write it as UTF-8\n")));
        Assert.That((read.Status, read.Error), Is.EqualTo((0, "")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There a named pipe is no file.")]
    public void A_pipe_is_read_to_its_end()
    {
        using var folder = new ScratchFolder();
        using var labs = StartOnAPipe(folder, out var writer);
        writer.Write(Encoding.UTF8.GetBytes(string.Join('\n', Legal)));
        writer.Dispose();

        Assert.That(labs.End().Status, Is.EqualTo(0));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There a named pipe is no file.")]
    public void An_interrupt_ends_the_wait_for_a_pipe_in_which_nothing_comes()
    {
        using var folder = new ScratchFolder();
        using var labs = StartOnAPipe(folder, out var writer);
        labs.Send("INT");

        Assert.That(labs.End(), Is.EqualTo(new LabsProcess.Outcome(130, "", "labs: interrupted\n")));
        writer.Dispose();
    }

    [Test]
    public void Null_stands_for_a_field_that_is_not_there_and_a_client_is_any_whole_number()
    {
        var outcome = Check("register", [
            """{"client":4611686018427387904,"key":null,"op":"write","value":"a","call":-5,"return":-4,"ok":null,"version":null,"result":null}""",
            """{"client":-1,"op":"read","value":"a","call":-3,"return":9223372036854775807,"\ud800":[[1]]}""",
        ]);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
    }

    private static TestCaseData Mistake(string model, string expected, string line) =>
        new TestCaseData(model, expected, line).SetArgDisplayNames(model, line);

    private static LabsProcess.Outcome Check(string model, string[] lines, params string[] more)
    {
        using var folder = new ScratchFolder();
        folder.Write("history.jsonl", string.Join('\n', lines));
        return LabsProcess.RunIn(folder.Path, ["history", "history.jsonl", "--model", model, .. more]);
    }

    private static LabsProcess StartOnAPipe(ScratchFolder folder, out FileStream writer)
    {
        string path = Path.Combine(folder.Path, "pipe");
        using (var make = Process.Start("mkfifo", [path])) make.WaitForExit();
        var labs = LabsProcess.Start(folder.Path, "history", "pipe", "--model", "kv");
        // It opens when both ends are there.
        writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        return labs;
    }

    // Sixty changes at once between ten values, none twice: is there a way through all of them?
    private static IEnumerable<string> Hard()
    {
        yield return """{"client":99,"op":"write","value":"v0","call":0,"return":1}""";
        for (int i = 0; i < 60; i++)
        {
            string to = $"v{((i * i) + (i / 10)) % 10}";
            yield return $$"""{"client":{{i}},"op":"cas","expected":"v{{i % 10}}","value":"{{to}}","call":2,"return":100}""";
        }
    }
}
