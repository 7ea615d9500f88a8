using System.Buffers.Binary;
using System.Numerics;

namespace Labs.Simulation;

/// <summary>Randomness that is the same for the same seed, in every process, on every machine, in every release of .NET.</summary>
/// <remarks>
/// The generator is xoshiro256** (Blackman and Vigna, 'Scrambled linear pseudorandom number generators', 2021), its state filled by
/// SplitMix64. <see cref="Random"/> itself promises no sequence, so nothing of it is used: what it does not let us override
/// (<see cref="Random.Shuffle{T}(Span{T})"/>, <see cref="Random.GetItems{T}(ReadOnlySpan{T}, int)"/>) draws through what is overridden.
/// Integers are uniform without bias.
/// </remarks>
public sealed class DeterministicRandom : Random
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any number; near seeds give unrelated sequences.</param>
    public DeterministicRandom(ulong seed)
        : base(0) // Without a seed, the base would draw one from the process.
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <inheritdoc/>
    public override int Next() => (int)Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxValue, minValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxValue, minValue);
        return unchecked(minValue + (long)Below((ulong)maxValue - (ulong)minValue));
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        for (; buffer.Length >= 8; buffer = buffer[8..])
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, NextUInt64());
        if (buffer.IsEmpty)
            return;
        Span<byte> last = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(last, NextUInt64());
        last[..buffer.Length].CopyTo(buffer);
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    // Lemire's multiplication: the high half of word * count is below count, and the few low halves that would favour some
    // numbers are drawn again. A count of 0 gives 0, as Random has it for an empty range.
    private ulong Below(ulong count)
    {
        ulong high = Math.BigMul(NextUInt64(), count, out ulong low);
        if (low >= count)
            return high;
        for (ulong unfair = count == 0 ? 0 : unchecked(0 - count) % count; low < unfair;)
            high = Math.BigMul(NextUInt64(), count, out low);
        return high;
    }

    private ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
