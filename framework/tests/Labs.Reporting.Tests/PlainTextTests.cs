namespace Labs.Reporting.Tests;

public sealed class PlainTextTests
{
    [TestCase("term 3 has two leaders: servers 0 and 2", "term 3 has two leaders: servers 0 and 2")]
    [TestCase("grün, 三, 🙂", "grün, 三, 🙂")]
    [TestCase("\u001b[2J\u0007\u009b", @"\u{1b}[2J\u{7}\u{9b}")]
    [TestCase("a\r\nb\u2028c", @"a\u{d}\u{a}b\u{2028}c")]
    [TestCase("\u202eright\u200bto\u2066left", @"\u{202e}right\u{200b}to\u{2066}left")]
    [TestCase("say ##[error]no", "say # #[error]no")]
    public void A_line_shows_what_would_move_or_command(string text, string plain) =>
        Assert.That(PlainText.Line(text), Is.EqualTo(plain));

    [Test]
    public void Half_a_character_is_shown() => Assert.That(PlainText.Line('\ud800' + " alone"), Is.EqualTo(@"\u{fffd} alone"));

    [Test]
    public void A_long_text_is_cut() => Assert.That(PlainText.Line(new string('x', 1000), most: 10), Is.EqualTo("xxxxxxxxxx ..."));

    [Test]
    public void Lines_stay_lines_and_tabs_become_spaces() => Assert.That(PlainText.Lines("a\r\n\tb\u001b"), Is.EqualTo("a\n b\\u{1b}"));
}
