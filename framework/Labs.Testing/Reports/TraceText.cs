using System.Globalization;
using System.Text;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>Writes a run's events for a reader: one line an event, with its virtual time.</summary>
public static class TraceText
{
    /// <summary>Writes one event: <c>     1.234 567 s  raft/2    send      RequestVote { Term = 3 } to raft/0</c>.</summary>
    public static string Line(TraceEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return $"{Time(happened.At),15}  {happened.Node,-8}  {happened.Kind,-8}  {Plain(happened.Text)}".TrimEnd();
    }

    /// <summary>Writes a virtual time to the microsecond: <c>1.234 567 s</c>.</summary>
    public static string Time(TimeSpan time)
    {
        long microseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{microseconds / 1_000_000}.{microseconds / 1000 % 1000:000} {microseconds % 1000:000} s");
    }

    /// <summary>Writes a length of time as briefly as it is exact: <c>5 s</c>, <c>1.5 s</c>, <c>150 ms</c>.</summary>
    public static string Seconds(TimeSpan time)
    {
        decimal milliseconds = time.Ticks / (decimal)TimeSpan.TicksPerMillisecond;
        return milliseconds is < 1000 and > 0 ? Invariant($"{milliseconds:0.####} ms") : Invariant($"{milliseconds / 1000:0.#######} s");
    }

    /// <summary>Makes a student's text safe to print: on one line, with no control characters.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(char.IsControl))
            return text;

        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
            plain.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => char.IsControl(c) ? "?" : c.ToString() });
        return plain.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
