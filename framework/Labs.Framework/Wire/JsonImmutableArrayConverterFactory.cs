using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Labs.Framework.Wire;

/// <summary>Writes an immutable array as the array inside it, which may be null: <c>default</c> stays <c>default</c>.</summary>
internal sealed class JsonImmutableArrayConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()), options)!;

    private sealed class Converter<T>(JsonSerializerOptions options) : JsonConverter<ImmutableArray<T>>
    {
        private readonly JsonConverter<T[]> _array = (JsonConverter<T[]>)options.GetConverter(typeof(T[]));

        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null
                ? default
                : ImmutableCollectionsMarshal.AsImmutableArray(_array.Read(ref reader, typeof(T[]), options));

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
        {
            if (ImmutableCollectionsMarshal.AsArray(value) is { } array)
                _array.Write(writer, array, options);
            else
                writer.WriteNullValue();
        }
    }
}
