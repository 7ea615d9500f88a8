using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Labs.Testing;

/// <summary>Seeds: 64 bits that fix one run, written as <c>0x</c> and 16 hexadecimal digits.</summary>
public static class Seeds
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>A lab's base seed where none is asked for: fixed, so that what is red stays red.</summary>
    /// <param name="lab">The lab's name.</param>
    public static ulong OfLab(string lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return Mix(Fnv1A(lab));
    }

    /// <summary>The seed of one trial.</summary>
    /// <remarks>
    /// Trial 0 runs the base seed itself, so that one trial from a seed replays the trial that had it. Trial i, from 1, runs
    /// <c>mix(base + mix(fnv1a(scenario)) + i * 0x9E3779B97F4A7C15)</c> modulo 2^64, where <c>fnv1a</c> is the 64-bit FNV-1a hash
    /// of the scenario's name in UTF-8 and <c>mix</c> the finalizer of SplitMix64.
    /// </remarks>
    /// <param name="baseSeed">The base seed.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="trial">Which trial, from 0.</param>
    public static ulong Derive(ulong baseSeed, string scenario, int trial)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        return trial == 0 ? baseSeed : Mix(unchecked(baseSeed + Mix(Fnv1A(scenario)) + ((ulong)trial * Golden)));
    }

    /// <summary>Writes a seed: <c>0x</c> and 16 lower-case digits.</summary>
    public static string Format(ulong seed) => "0x" + seed.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads a seed: <c>0x</c> and 1 to 16 hexadecimal digits, or <c>random</c> for one that nobody knows yet.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static ulong Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "random")
            return BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong seed))
        {
            return seed;
        }

        throw new FormatException($"'{text}' is not a seed: write 0x and up to 16 hexadecimal digits, or random.");
    }

    private static ulong Fnv1A(string text)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ b) * 0x100000001B3UL);
        return hash;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
