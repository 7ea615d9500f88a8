using System.Text;
using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Testing.Tests.Shrinking;

/// <summary>A smaller run is kept in a file, which is read strictly.</summary>
public sealed class ScheduleFileTests
{
    private static readonly ScheduleFile Sample = new(
        "toy",
        "A_server_answers",
        new Attempt(0x2a, 5, new Schedule(["lost request n/0>n/1 000000000000000f", "crash n/1 #2"], 3)),
        "safety",
        "server 1 said \"no\"",
        0xFEDC_BA98_7654_3210,
        [("lost request n/0>n/1 000000000000000f", "the request is lost"), ("crash n/1 #2", "n/1 crashes")]);

    [Test]
    public void What_is_written_is_read_again()
    {
        var read = ScheduleFile.Read(Text());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Deviations, Is.EqualTo(Sample.Deviations));
            Assert.That(read.Attempt.Schedule.Keys, Is.EqualTo(Sample.Attempt.Schedule.Keys));
            Assert.That(read.Attempt.Schedule.Variation, Is.EqualTo(3));
            Assert.That(read with { Deviations = Sample.Deviations, Attempt = Sample.Attempt }, Is.EqualTo(Sample));
            Assert.That((read.Attempt.Seed, read.Attempt.Servers), Is.EqualTo((0x2aUL, 5)));
        }
    }

    [Test]
    public void The_file_is_one_that_people_can_read() => Approved.Check(Text(), "ScheduleFile");

    [TestCase("\"failure\": {", "\"failure\": [", "line 9: this is not JSON; write the file again with labs shrink")]
    [TestCase("labs-schedule/1", "labs-schedule/2", "line 2: schema is \"labs-schedule/2\"; this program reads labs-schedule/1, so write the file again with labs shrink")]
    [TestCase("\"0x000000000000002a\"", "\"42\"", "line 5: seed is \"42\"; write 0x and up to 16 hexadecimal digits")]
    [TestCase("\"servers\": 5", "\"servers\": 0", "line 6: servers is 0; write a whole number from 1 to 1000")]
    [TestCase("\"servers\": 5", "\"servers\": \"5\"", "line 6: servers is \"5\"; write a number")]
    [TestCase("\"scenario\": \"A_server_answers\",", "", "line 1: scenario is missing; write a string, or the file again with labs shrink")]
    [TestCase("\"crash n/1 #2\"", "7", "line 13: deviations[1] is {\n      \"key\": 7,\n      \"text\": \"n/1 cra...; write an object with key and text")]
    public void A_wrong_file_is_refused_with_its_line_and_the_cure(string right, string wrong, string message)
    {
        string text = Text();
        Assert.That(text, Does.Contain(right));
        string edited = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(() => ScheduleFile.Read(edited), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));
    }

    private static string Text()
    {
        using var stream = new MemoryStream();
        Sample.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
