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

        internal override void Write(TSequence value, WireWriter writer)
        {
            if (IsNull(value))
            {
                writer.Count(-1);
                return;
            }

            var items = Items(value);
            if (typeof(T) == typeof(byte))
            {
                writer.Bytes(AsBytes(items));
                return;
            }

            writer.Count(items.Length);
            foreach (var element in items)
                item.Write(element, writer);
        }

        internal override TSequence Read(WireReader reader)
        {
            int count = reader.Count();
            if (count < 0)
                return default!;
            if (typeof(T) == typeof(byte))
            {
                // Before there is a list, since a number that is none can ask for gigabytes.
                var bytes = reader.Bytes(count);
                var copy = Make(count, out var places);
                bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(places)), count));
                return copy;
            }

            var made = Make(count, out var elements);
            foreach (ref var element in elements)
                element = item.Read(reader);
            return made;
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

        /// <summary>Makes a sequence of so many elements, whose places are still to be filled.</summary>
        private protected abstract TSequence Make(int count, out Span<T> items);

        private protected static System.Collections.Generic.List<T> MakeList(int count, out Span<T> items)
        {
            var list = new System.Collections.Generic.List<T>(count);
            CollectionsMarshal.SetCount(list, count);
            items = CollectionsMarshal.AsSpan(list);
            return list;
        }

        private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<T> items) =>
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length);
    }

    internal sealed class Array<T>(Shape<T> item) : Sequence<T[], T>(item)
    {
        private protected override ReadOnlySpan<T> Items(T[] value) => value;

        private protected override T[] Make(int count, out Span<T> items)
        {
            var made = new T[count];
            items = made;
            return made;
        }
    }

    internal sealed class List<T>(Shape<T> item) : Sequence<System.Collections.Generic.List<T>, T>(item)
    {
        private protected override ReadOnlySpan<T> Items(System.Collections.Generic.List<T> value) => CollectionsMarshal.AsSpan(value);

        private protected override System.Collections.Generic.List<T> Make(int count, out Span<T> items) => MakeList(count, out items);
    }

    internal sealed class ReadOnlyList<T>(Shape<T> item) : Sequence<IReadOnlyList<T>, T>(item)
    {
        private protected override ReadOnlySpan<T> Items(IReadOnlyList<T> value) => value switch
        {
            T[] array => array,
            System.Collections.Generic.List<T> list => CollectionsMarshal.AsSpan(list),
            _ => value.ToArray(),
        };

        private protected override IReadOnlyList<T> Make(int count, out Span<T> items) => MakeList(count, out items);
    }

    internal sealed class Immutable<T>(Shape<T> item) : Sequence<ImmutableArray<T>, T>(item)
    {
        private protected override bool IsNull(ImmutableArray<T> value) => value.IsDefault;

        private protected override ReadOnlySpan<T> Items(ImmutableArray<T> value) => value.AsSpan();

        private protected override ImmutableArray<T> Make(int count, out Span<T> items)
        {
            var made = new T[count];
            items = made;
            return ImmutableCollectionsMarshal.AsImmutableArray(made);
        }
    }

    internal sealed class ReadOnlyBytes : Shape<ReadOnlyMemory<byte>>
    {
        public override void Measure(ReadOnlyMemory<byte> value, ref ContentHash hash) => hash.Add(value.Span);

        internal override void Write(ReadOnlyMemory<byte> value, WireWriter writer) => writer.Bytes(value.Span);

        internal override ReadOnlyMemory<byte> Read(WireReader reader) => reader.Bytes(Math.Max(0, reader.Count())).ToArray();

        internal override void Describe(ReadOnlyMemory<byte> value, Description text) => text.AppendBytes(value.Span);
    }

    internal sealed class Bytes : Shape<Memory<byte>>
    {
        public override void Measure(Memory<byte> value, ref ContentHash hash) => hash.Add(value.Span);

        internal override void Write(Memory<byte> value, WireWriter writer) => writer.Bytes(value.Span);

        internal override Memory<byte> Read(WireReader reader) => reader.Bytes(Math.Max(0, reader.Count())).ToArray();

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

        // How many entries there are, an implementation of somebody's own may not know: so each is announced.
        internal override void Write(TDictionary? value, WireWriter writer)
        {
            writer.Flag(value is not null);
            if (value is null)
                return;
            foreach (var (name, content) in value)
            {
                writer.Flag(true);
                key.Write(name ?? throw new ContentException("has an entry without a key"), writer);
                item.Write(content, writer);
            }

            writer.Flag(false);
        }

        internal override TDictionary? Read(WireReader reader)
        {
            if (!reader.Flag())
                return null;
            IDictionary<TKey, TValue> made = typeof(TDictionary) == typeof(SortedDictionary<TKey, TValue>)
                ? new SortedDictionary<TKey, TValue>()
                : new System.Collections.Generic.Dictionary<TKey, TValue>();
            while (reader.Flag())
            {
                var name = key.Read(reader);
                made[name] = item.Read(reader);
            }

            return (TDictionary)made;
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
