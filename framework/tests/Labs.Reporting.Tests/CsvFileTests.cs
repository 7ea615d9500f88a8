namespace Labs.Reporting.Tests;

public sealed class CsvFileTests
{
    [Test]
    public void What_is_written_is_read_again()
    {
        string[][] rows = [["a, b", "say \"x\"", "two\r\nlines", ""], ["1"]];

        string text = CsvFile.Write(rows);

        Assert.That(text, Is.EqualTo("\"a, b\",\"say \"\"x\"\"\",\"two\r\nlines\",\"\"\r\n\"1\"\r\n"));
        Assert.That(CsvFile.Read(text), Is.EqualTo(rows));
        Assert.That(CsvFile.Read("a,b\n\n,c"), Is.EqualTo(new string[][] { ["a", "b"], [""], ["", "c"] }));
    }

    [Test]
    public void A_quotation_that_never_ends_is_refused() =>
        Assert.That(() => CsvFile.Read("a,\"b"), Throws.TypeOf<FormatException>());

    [TestCase("=1+1", "'=1+1")]
    [TestCase("-2", "'-2")]
    [TestCase("\tx", "'\tx")]
    [TestCase("a=b", "a=b")]
    [TestCase("", "")]
    public void No_cell_is_a_formula(string cell, string plain) => Assert.That(CsvFile.Plain(cell), Is.EqualTo(plain));
}
