using System.Globalization;
using System.Text;
using System.Xml;

namespace Labs.Reporting;

/// <summary>Writes a JUnit report, as continuous integration reads it: a suite a part, a case a scenario. Times are virtual.</summary>
public static class JUnitFile
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, StudentReport report)
    {
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", report.Lab);
            WriteCounts(xml, report, report.Result.Tests);
            foreach (var part in report.Result.Tests.GroupBy(test => test.Part))
                WriteSuite(xml, report, part.Key, [.. part]);
            xml.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSuite(XmlWriter xml, StudentReport report, string part, TestResult[] tests)
    {
        string name = $"{report.Lab}.{PlainText.Line(part)}";
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        WriteCounts(xml, report, tests);
        WriteProperties(xml, [.. report.Receipt, .. Points(tests)]);
        foreach (var test in tests)
            WriteCase(xml, report, test, name);
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, StudentReport report, IReadOnlyList<TestResult> tests)
    {
        int failures = report.Refusal is null ? tests.Count(test => !report.IsPassed(test)) : 0;
        xml.WriteAttributeString("tests", Text(tests.Count));
        xml.WriteAttributeString("failures", Text(failures));
        xml.WriteAttributeString("errors", Text(report.Refusal is null ? 0 : tests.Count));
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(tests.Sum(test => test.VirtualTime.Ticks))));
    }

    private static void WriteCase(XmlWriter xml, StudentReport report, TestResult test, string suite)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", StudentReport.TitleOf(test));
        xml.WriteAttributeString("classname", suite);
        xml.WriteAttributeString("time", Seconds(test.VirtualTime));
        WriteProperties(xml, [.. Points([test]), ("trials", Text(test.Trials))]);
        if (report.Refusal is not null)
            WriteFailure(xml, "error", "the submission was not run", "refused", report.RefusalText);
        else if (!report.IsPassed(test))
            WriteFailure(xml, "failure", Message(report, test), Kind(test), string.Join('\n', report.FailureLines(test)));
        xml.WriteEndElement();
    }

    private static void WriteFailure(XmlWriter xml, string element, string message, string kind, string text)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", message);
        xml.WriteAttributeString("type", kind);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void WriteProperties(XmlWriter xml, IEnumerable<(string Name, string Value)> properties)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in properties)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", PlainText.Line(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static (string Name, string Value)[] Points(IReadOnlyList<TestResult> tests) =>
        [("score", Text(tests.Sum(StudentReport.ScoreOf))), ("points", Text(tests.Sum(StudentReport.PointsOf)))];

    private static string Message(StudentReport report, TestResult test) =>
        test.Failures is [var first, ..] ? StudentReport.Sight(first) : report.Outcome(test);

    private static string Kind(TestResult test) => test.Failures is [var first, ..] ? PlainText.Line(first.Kind) : "failed";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) =>
        (time.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.######", CultureInfo.InvariantCulture);
}
