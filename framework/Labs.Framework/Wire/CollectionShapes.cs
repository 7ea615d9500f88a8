using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Labs.Framework.Wire;

/// <summary>The shapes of what has elements.</summary>
internal static class CollectionShapes
{
    /// <summary>Anything with a first and a last element.</summary>
    internal abstract class Sequence<TSequence, T>(Shape<T> item) : Shape<TSequence>
    {
        public override void Measure(TSequence value, ref ContentHash hash)
        {
            if (IsNull(value))
            {
                hash.AddNull();
                return;
            }

            var items = Items(value);
            if (typeof(T) == typeof(byte))
            {
                hash.Add(AsBytes(items));
                return;
            }

            hash.Add((ulong)items.Length, size: 4);
            foreach (var element in items)
                item.Measure(element, ref hash);
        }

        internal override void Describe(TSequence value, Description text)
        {
            if (IsNull(value))
                text.Append("null");
            else if (typeof(T) == typeof(byte))
                text.AppendBytes(AsBytes(Items(value)));
            else
                text.AppendItems(Items(value), item);
        }

        private protected virtual bool IsNull(TSequence value) => value is null;

        private protected abstract ReadOnlySpan<T> Items(TSequence value);

        private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<T> items) =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length);
    }

    internal sealed class Array<T>(Shape<T> item) : Sequence<T[], T>(item)
    {
        private protected override ReadOnlySpan<T> Items(T[] value) => value;
    }

    internal sealed class List<T>(Shape<T> item) : Sequence<System.Collections.Generic.List<T>, T>(item)
    {
        private protected override ReadOnlySpan<T> Items(System.Collections.Generic.List<T> value) => CollectionsMarshal.AsSpan(value);
    }

    internal sealed class ReadOnlyList<T>(Shape<T> item) : Sequence<IReadOnlyList<T>, T>(item)
    {
        private protected override ReadOnlySpan<T> Items(IReadOnlyList<T> value) => value switch
        {
            T[] array => array,
            System.Collections.Generic.List<T> list => CollectionsMarshal.AsSpan(list),
            _ => value.ToArray(),
        };
    }

    internal sealed class Immutable<T>(Shape<T> item) : Sequence<ImmutableArray<T>, T>(item)
    {
        private protected override bool IsNull(ImmutableArray<T> value) => value.IsDefault;

        private protected override ReadOnlySpan<T> Items(ImmutableArray<T> value) => value.AsSpan();
    }

    internal sealed class ReadOnlyBytes : Shape<ReadOnlyMemory<byte>>
    {
        public override void Measure(ReadOnlyMemory<byte> value, ref ContentHash hash) => hash.Add(value.Span);

        internal override void Describe(ReadOnlyMemory<byte> value, Description text) => text.AppendBytes(value.Span);
    }

    internal sealed class Bytes : Shape<Memory<byte>>
    {
        public override void Measure(Memory<byte> value, ref ContentHash hash) => hash.Add(value.Span);

        internal override void Describe(Memory<byte> value, Description text) => text.AppendBytes(value.Span);
    }

    internal sealed class Dictionary<TDictionary, TKey, TValue>(Shape<TKey> key, Shape<TValue> item) : Shape<TDictionary?>
        where TDictionary : class, IEnumerable<KeyValuePair<TKey, TValue>>
        where TKey : notnull
    {
        // The entries' own hashes are added up, so their order does not count: it depends on what was there and was removed.
        public override void Measure(TDictionary? value, ref ContentHash hash)
        {
            if (value is null)
            {
                hash.AddNull();
                return;
            }

            var sum = default(Sum);
            if (value is System.Collections.Generic.Dictionary<TKey, TValue> dictionary)
            {
                foreach (var entry in dictionary)
                    Add(entry, hash.Beside(), ref sum);
            }
            else
            {
                foreach (var entry in value)
                    Add(entry, hash.Beside(), ref sum);
            }

            hash.Add((ulong)sum.Count, size: 4);
            hash.Add(sum.Hash, size: checked((int)sum.Size));
        }

        internal override void Describe(TDictionary? value, Description text)
        {
            if (value is null)
                text.Append("null");
            else
                text.AppendEntries(value, key, item);
        }

        private void Add(KeyValuePair<TKey, TValue> entry, ContentHash hash, ref Sum sum)
        {
            key.Measure(entry.Key, ref hash);
            item.Measure(entry.Value, ref hash);
            sum.Hash += hash.Value;
            sum.Size += hash.Size;
            sum.Count++;
        }

        private struct Sum
        {
            public ulong Hash;
            public long Size;
            public long Count;
        }
    }
}
