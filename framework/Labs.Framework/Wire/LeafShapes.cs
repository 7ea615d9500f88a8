using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Labs.Framework.Wire;

/// <summary>The shapes of what has no parts.</summary>
internal static class LeafShapes
{
    internal sealed class Integer<T> : Shape<T>
        where T : struct, IBinaryInteger<T>
    {
        public override void Measure(T value, ref ContentHash hash) => hash.Add(ulong.CreateTruncating(value));

        internal override void Describe(T value, Description text) => text.Append(value.ToString(null, CultureInfo.InvariantCulture));
    }

    internal sealed class WideInteger<T> : Shape<T>
        where T : struct, IBinaryInteger<T>
    {
        public override void Measure(T value, ref ContentHash hash)
        {
            hash.Add(ulong.CreateTruncating(value));
            hash.Add(ulong.CreateTruncating(value >>> 64), size: 0);
        }

        internal override void Describe(T value, Description text) => text.Append(value.ToString(null, CultureInfo.InvariantCulture));
    }

    internal sealed class Real<T> : Shape<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        // There are many NaNs and no encoding tells them apart.
        public override void Measure(T value, ref ContentHash hash) =>
            hash.Add(BitConverter.DoubleToUInt64Bits(double.CreateTruncating(T.IsNaN(value) ? T.NaN : value)));

        internal override void Describe(T value, Description text) => text.Append(value.ToString(null, CultureInfo.InvariantCulture));
    }

    internal sealed class Decimal : Shape<decimal>
    {
        public override void Measure(decimal value, ref ContentHash hash)
        {
            Span<int> bits = stackalloc int[4];
            // A zero may have a sign, which no encoding keeps.
            decimal.GetBits(value == 0 ? Math.Abs(value) : value, bits);
            hash.Add(((ulong)(uint)bits[0] << 32) | (uint)bits[1]);
            hash.Add(((ulong)(uint)bits[2] << 32) | (uint)bits[3], size: 0);
        }

        internal override void Describe(decimal value, Description text) => text.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    internal sealed class Boolean : Shape<bool>
    {
        public override void Measure(bool value, ref ContentHash hash) => hash.Add(value ? 1UL : 0UL);

        internal override void Describe(bool value, Description text) => text.Append(value ? "true" : "false");
    }

    internal sealed class Character : Shape<char>
    {
        public override void Measure(char value, ref ContentHash hash) => hash.Add(value);

        internal override void Describe(char value, Description text) => text.AppendCharacter(value);
    }

    internal sealed class Text : Shape<string?>
    {
        public override void Measure(string? value, ref ContentHash hash)
        {
            if (value is null)
                hash.AddNull();
            else
                hash.Add(value);
        }

        internal override void Describe(string? value, Description text)
        {
            if (value is null)
                text.Append("null");
            else
                text.AppendText(value);
        }
    }

    internal sealed class Enumeration<T> : Shape<T>
        where T : struct, Enum
    {
        public override void Measure(T value, ref ContentHash hash) => hash.Add(Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, byte>(value),
            2 => Unsafe.BitCast<T, ushort>(value),
            4 => Unsafe.BitCast<T, uint>(value),
            _ => Unsafe.BitCast<T, ulong>(value),
        });

        internal override void Describe(T value, Description text) => text.Append(value.ToString());
    }

    internal sealed class Time : Shape<TimeSpan>
    {
        public override void Measure(TimeSpan value, ref ContentHash hash) => hash.Add((ulong)value.Ticks);

        internal override void Describe(TimeSpan value, Description text)
        {
            bool isLong = value.Ticks is >= TimeSpan.TicksPerSecond or <= -TimeSpan.TicksPerSecond;
            decimal count = (decimal)value.Ticks / (isLong ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond);
            text.Append(count.ToString("0.#######", CultureInfo.InvariantCulture) + (isLong ? " s" : " ms"));
        }
    }

    internal sealed class Identifier : Shape<Guid>
    {
        public override void Measure(Guid value, ref ContentHash hash)
        {
            var (high, low) = Unsafe.BitCast<Guid, (ulong, ulong)>(value);
            hash.Add(high);
            hash.Add(low);
        }

        internal override void Describe(Guid value, Description text) => text.Append(value.ToString());
    }

    internal sealed class Nullable<T>(Shape<T> inner) : Shape<T?>
        where T : struct
    {
        public override void Measure(T? value, ref ContentHash hash)
        {
            if (value is not { } present)
            {
                hash.AddNull();
                return;
            }

            hash.Add(1, size: 0);
            inner.Measure(present, ref hash);
        }

        internal override void Describe(T? value, Description text)
        {
            if (value is { } present)
                inner.Describe(present, text);
            else
                text.Append("null");
        }
    }
}
