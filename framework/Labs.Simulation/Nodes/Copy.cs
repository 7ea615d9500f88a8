using System.Reflection;
using Labs.Framework.Wire;

namespace Labs.Simulation;

/// <summary>Copies what crosses the border between a node and the tester, so that they share no object.</summary>
internal static class Copy
{
    public static T Of<T>(T value) => ForType<T>.Instance(value);

    /// <summary>A copier for values of a type known only at run time.</summary>
    public static Func<object?, object?> For(Type type) => typeof(Copy)
        .GetMethod(nameof(Untyped), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type)
        .CreateDelegate<Func<object?, object?>>();

    private static object? Untyped<T>(object? value) => Of((T)value!);

    private static T ByCodec<T>(T value)
        where T : class => value is null ? null! : IWireCodec.Current.Decode<T>(IWireCodec.Current.Encode(value));

    private static class ForType<T>
    {
        public static readonly Func<T, T> Instance = Make();

        private static Func<T, T> Make()
        {
            var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
            if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan))
                return static value => value;
            if (typeof(T) == typeof(byte[]))
                return static value => (T)(object)((byte[])(object)value!).Clone();
            if (typeof(T) == typeof(ReadOnlyMemory<byte>))
                return static value => (T)(object)new ReadOnlyMemory<byte>(((ReadOnlyMemory<byte>)(object)value!).ToArray());
            if (type.IsValueType)
                throw new SetupException($"{type.Name} can't be copied between a node and the tester; use a record.");
            return typeof(Copy).GetMethod(nameof(ByCodec), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type).CreateDelegate<Func<T, T>>();
        }
    }
}
