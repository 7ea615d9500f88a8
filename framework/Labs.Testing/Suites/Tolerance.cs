using System.Globalization;

namespace Labs.Testing;

/// <summary>How many of how many trials may fail on liveness or budget before a scenario's points are lost. A fraction, so that
/// nothing is rounded.</summary>
/// <param name="Failures">The numerator.</param>
/// <param name="Trials">The denominator; positive.</param>
public readonly record struct Tolerance(int Failures, int Trials)
{
    /// <summary>One in a hundred.</summary>
    public static Tolerance Default { get; } = new(1, 100);

    /// <summary>Whether so many failures of so many trials are within it.</summary>
    public bool Allows(long failures, long trials) => failures * Trials <= trials * Failures;

    /// <summary>The most failures of so many trials that are within it.</summary>
    public long Most(long trials) => trials * Failures / Trials;

    /// <summary>Reads a fraction such as <c>1/100</c>, from 0 to less than 1.</summary>
    public static bool TryParse(string text, out Tolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(text);
        tolerance = Default;
        string[] halves = text.Split('/');
        if (halves.Length != 2
            || !int.TryParse(halves[0], NumberStyles.None, CultureInfo.InvariantCulture, out int failures)
            || !int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out int trials)
            || failures >= trials)
        {
            return false;
        }

        tolerance = new(failures, trials);
        return true;
    }

    /// <summary>The fraction, as in <c>1/100</c>.</summary>
    public override string ToString() => $"{Failures}/{Trials}";
}
