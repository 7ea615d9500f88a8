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

        internal override void Write(T value, WireWriter writer) => writer.Number(ulong.CreateTruncating(value));

        internal override T Read(WireReader reader) => T.CreateTruncating(reader.Number());

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

        internal override void Write(T value, WireWriter writer)
        {
            writer.Number(ulong.CreateTruncating(value));
            writer.Number(ulong.CreateTruncating(value >>> 64));
        }

        internal override T Read(WireReader reader) => T.CreateTruncating(reader.Number()) | (T.CreateTruncating(reader.Number()) << 64);

        internal override void Describe(T value, Description text) => text.Append(value.ToString(null, CultureInfo.InvariantCulture));
    }

    internal sealed class Real<T> : Shape<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public override void Measure(T value, ref ContentHash hash) => hash.Add(Bits(value));

        internal override void Write(T value, WireWriter writer) => writer.Number(Bits(value));

        internal override T Read(WireReader reader) => T.CreateTruncating(BitConverter.UInt64BitsToDouble(reader.Number()));

        internal override void Describe(T value, Description text) => text.Append(value.ToString(null, CultureInfo.InvariantCulture));

        // There are many NaNs and no encoding tells them apart.
        private static ulong Bits(T value) => BitConverter.DoubleToUInt64Bits(double.CreateTruncating(T.IsNaN(value) ? T.NaN : value));
    }

    internal sealed class Decimal : Shape<decimal>
    {
        public override void Measure(decimal value, ref ContentHash hash)
        {
            var (high, low) = Bits(value);
            hash.Add(high);
            hash.Add(low, size: 0);
        }

        internal override void Write(decimal value, WireWriter writer)
        {
            var (high, low) = Bits(value);
            writer.Number(high);
            writer.Number(low);
        }

        internal override decimal Read(WireReader reader)
        {
            ulong high = reader.Number();
            ulong low = reader.Number();
            return new decimal([(int)(high >> 32), (int)high, (int)(low >> 32), (int)low]);
        }

        internal override void Describe(decimal value, Description text) => text.Append(value.ToString(CultureInfo.InvariantCulture));

        private static (ulong High, ulong Low) Bits(decimal value)
        {
            Span<int> bits = stackalloc int[4];
            // A zero may have a sign, which no encoding keeps.
            decimal.GetBits(value == 0 ? Math.Abs(value) : value, bits);
            return (((ulong)(uint)bits[0] << 32) | (uint)bits[1], ((ulong)(uint)bits[2] << 32) | (uint)bits[3]);
        }
    }

    internal sealed class Boolean : Shape<bool>
    {
        public override void Measure(bool value, ref ContentHash hash) => hash.Add(value ? 1UL : 0UL);

        internal override void Write(bool value, WireWriter writer) => writer.Flag(value);

        internal override bool Read(WireReader reader) => reader.Flag();

        internal override void Describe(bool value, Description text) => text.Append(value ? "true" : "false");
    }

    internal sealed class Character : Shape<char>
    {
        public override void Measure(char value, ref ContentHash hash) => hash.Add(value);

        internal override void Write(char value, WireWriter writer) => writer.Number(value);

        internal override char Read(WireReader reader) => (char)reader.Number();

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

        internal override void Write(string? value, WireWriter writer) => writer.Text(value);

        internal override string? Read(WireReader reader) => reader.Text();

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
        public override void Measure(T value, ref ContentHash hash) => hash.Add(Bits(value));

        internal override void Write(T value, WireWriter writer) => writer.Number(Bits(value));

        internal override T Read(WireReader reader)
        {
            ulong bits = reader.Number();
            return Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.BitCast<byte, T>((byte)bits),
                2 => Unsafe.BitCast<ushort, T>((ushort)bits),
                4 => Unsafe.BitCast<uint, T>((uint)bits),
                _ => Unsafe.BitCast<ulong, T>(bits),
            };
        }

        internal override void Describe(T value, Description text) => text.Append(value.ToString());

        private static ulong Bits(T value) => Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<T, byte>(value),
            2 => Unsafe.BitCast<T, ushort>(value),
            4 => Unsafe.BitCast<T, uint>(value),
            _ => Unsafe.BitCast<T, ulong>(value),
        };
    }

    internal sealed class Time : Shape<TimeSpan>
    {
        public override void Measure(TimeSpan value, ref ContentHash hash) => hash.Add((ulong)value.Ticks);

        internal override void Write(TimeSpan value, WireWriter writer) => writer.Number((ulong)value.Ticks);

        internal override TimeSpan Read(WireReader reader) => new((long)reader.Number());

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

        internal override void Write(Guid value, WireWriter writer)
        {
            var (high, low) = Unsafe.BitCast<Guid, (ulong, ulong)>(value);
            writer.Number(high);
            writer.Number(low);
        }

        internal override Guid Read(WireReader reader) => Unsafe.BitCast<(ulong, ulong), Guid>((reader.Number(), reader.Number()));

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

        internal override void Write(T? value, WireWriter writer)
        {
            writer.Flag(value.HasValue);
            if (value is { } present)
                inner.Write(present, writer);
        }

        internal override T? Read(WireReader reader) => reader.Flag() ? inner.Read(reader) : null;

        internal override void Describe(T? value, Description text)
        {
            if (value is { } present)
                inner.Describe(present, text);
            else
                text.Append("null");
        }
    }
}
