using System.Globalization;
using System.Xml.Linq;

namespace Labs.Reporting.Tests;

/// <summary>The conventions of JUnit's XML, as continuous integration reads it.</summary>
public sealed class JUnitFileTests
{
    [Test]
    public void Counts_are_those_of_the_cases()
    {
        foreach (var report in (StudentReport[])[Graded.Partial(), Graded.Attacked(), Graded.Refused(), Graded.OutOfBounds()])
        {
            var file = XDocument.Parse(Written.JUnit(report));
            foreach (var counted in file.Descendants().Where(element => element.Name.LocalName is "testsuites" or "testsuite"))
            {
                Assert.That(Number(counted, "tests"), Is.EqualTo(counted.Descendants("testcase").Count()));
                Assert.That(Number(counted, "failures"), Is.EqualTo(counted.Descendants("failure").Count()));
                Assert.That(Number(counted, "errors"), Is.EqualTo(counted.Descendants("error").Count()));
                Assert.That(Number(counted, "skipped"), Is.Zero);
            }
        }
    }

    [Test]
    public void Suites_and_cases_have_what_readers_need()
    {
        var file = XDocument.Parse(Written.JUnit(Graded.Partial()));

        Assert.That(file.Root!.Name.LocalName, Is.EqualTo("testsuites"));
        Assert.That(file.Root.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value), Is.EqualTo(["raft.A", "raft.B"]));
        var test = file.Descendants("testcase").ElementAt(1);
        Assert.That(test.Attribute("name")!.Value, Is.EqualTo("Terms rise"));
        Assert.That(test.Attribute("classname")!.Value, Is.EqualTo("raft.A"));
        Assert.That(test.Attribute("time")!.Value, Is.EqualTo("1.5"));
        Assert.That(test.Element("failure")!.Attribute("type")!.Value, Is.EqualTo("safety"));
        Assert.That(test.Element("failure")!.Attribute("message")!.Value, Is.EqualTo("safety: it was lost"));
        Assert.That(test.Element("failure")!.Value, Does.Contain("seed 0x000000000000feed"));
    }

    [Test]
    public void A_students_text_is_text_whatever_it_holds()
    {
        // XDocument refuses what XML 1.0 does not allow.
        var file = XDocument.Parse(Written.JUnit(Graded.Attacked()));

        Assert.That(file.Descendants("script"), Is.Empty);
        Assert.That(file.Descendants("failure").Single().Value, Does.Contain("</failure><script>&amp;"));
    }

    [Test]
    public void The_file_begins_with_its_declaration_and_no_mark_before()
    {
        Assert.That(Written.JUnit(Graded.Partial()), Does.StartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites"));
    }

    private static int Number(XElement element, string attribute) =>
        int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
