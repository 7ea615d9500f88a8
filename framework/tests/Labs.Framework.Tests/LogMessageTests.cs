namespace Labs.Framework.Tests;

internal sealed class LogMessageTests
{
    private int _evaluated;

    [SetUp]
    public void Reset() => _evaluated = 0;

    [Test]
    public void Holes_are_not_evaluated_when_nobody_reads_the_log()
    {
        var node = new FakeNode { IsLogging = false };

        ((INode)node).Log($"term {Evaluate()} began");

        Assert.That(_evaluated, Is.Zero);
        Assert.That(node.Lines, Is.Empty);
    }

    [Test]
    public void Holes_are_filled_when_somebody_reads_the_log()
    {
        var node = new FakeNode { IsLogging = true };

        ((INode)node).Log($"term {Evaluate()} of {3,4}, {255:X4}, {7,-3:D2}| {"ab".AsSpan()} {null as string}");

        Assert.That(node.Lines, Is.EqualTo(new[] { "term 1 of    3, 00FF, 07 | ab " }));
    }

    [Test]
    public void A_plain_text_is_a_line_too()
    {
        var node = new FakeNode { IsLogging = true };

        node.Log("became leader");

        Assert.That(node.Lines, Is.EqualTo(new[] { "became leader" }));
    }

    private int Evaluate() => ++_evaluated;
}
