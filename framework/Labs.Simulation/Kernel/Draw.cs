using System.Numerics;
using System.Runtime.CompilerServices;

namespace Labs.Simulation;

/// <summary>Keyed draws: a draw is a hash of (seed, purpose, key), not the next number of a stream, so that a fault more or less
/// changes no other draw.</summary>
internal static class Draw
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    public static ulong Of(ulong seed, Purpose purpose, ulong first, ulong second = 0) =>
        Mix(Mix(Mix(seed ^ ((ulong)purpose * Golden)) ^ first) + (second * Golden));

    /// <summary>Turns a draw into a number from <paramref name="least"/> up to, not including, <paramref name="most"/>.</summary>
    public static long Between(ulong draw, long least, long most) =>
        most <= least ? least : least + (long)Math.BigMul(draw, (ulong)(most - least), out _);

    /// <summary>Turns a draw into a decision that is taken so many times in a thousand.</summary>
    public static bool IsTaken(ulong draw, int perMille) => Between(draw, 0, 1000) < perMille;

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014), applied after its increment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>Adds a number to a rolling hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Roll(ulong hash, ulong number) => Mix(BitOperations.RotateLeft(hash, 23) ^ number);
}
