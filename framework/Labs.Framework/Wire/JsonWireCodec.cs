using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Labs.Framework.Wire;

/// <summary>The codec of today: System.Text.Json.</summary>
public sealed class JsonWireCodec : IWireCodec
{
    private static readonly JsonSerializerOptions Options = MakeOptions();

    private JsonWireCodec()
    {
    }

    /// <summary>The codec; it has no state.</summary>
    public static JsonWireCodec Instance { get; } = new();

    /// <inheritdoc/>
    /// <exception cref="MessageException">The type or the value can't travel, or the value is of a derived type.</exception>
    public byte[] Encode<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        // Finds whatever the value holds that can't travel, for a tenth of what encoding costs, and names the member.
        var hash = default(ContentHash);
        Shape.Of<T>().Measure(value, ref hash);
        return EncodeMeasured(value);
    }

    /// <inheritdoc/>
    public byte[] EncodeMeasured<T>(T value)
        where T : class
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, Metadata<T>.Get());
        }
        catch (JsonException problem)
        {
            throw new MessageException($"This {TypeName.Of(typeof(T))} can't travel: {problem.Message}");
        }
    }

    /// <inheritdoc/>
    public T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        _ = Shape.Of<T>();
        try
        {
            return JsonSerializer.Deserialize(bytes, Metadata<T>.Get())
                ?? throw new MessageException($"These bytes are no {TypeName.Of(typeof(T))}, but null.");
        }
        catch (JsonException problem)
        {
            throw new MessageException($"These bytes are no {TypeName.Of(typeof(T))}: {problem.Message}");
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 5 * ContentHash.DepthMax,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepWhatTravels } },
        };
        options.Converters.Add(new JsonCharacterConverter());
        options.Converters.Add(new JsonImmutableArrayConverterFactory());
        options.MakeReadOnly();
        return options;
    }

    private static void KeepWhatTravels(JsonTypeInfo info)
    {
        if (!RecordRules.IsRecord(info.Type))
            return;
        string name = TypeName.Of(info.Type);
        if (info.Kind != JsonTypeInfoKind.Object || info.PolymorphismOptions is not null)
            throw new MessageException($"{name} has an attribute of System.Text.Json; take it off, a record travels as it is.");
        var members = RecordRules.Members(info.Type).Select(m => m.Name).ToHashSet();
        for (int i = info.Properties.Count - 1; i >= 0; i--)
        {
            var property = info.Properties[i];
            if (!members.Contains(property.Name))
                info.Properties.RemoveAt(i);
            else if (property is { Get: not null, CustomConverter: null, IsExtensionData: false })
                members.Remove(property.Name);
            property.IsRequired = true;
        }

        if (members.Count > 0)
            throw new MessageException(
                $"{name}.{members.Min()} has an attribute of System.Text.Json; take it off, a record travels as it is.");
    }

    private static class Metadata<T>
    {
        private static JsonTypeInfo<T>? _info;

        // Not in a static constructor: its exception would be wrapped.
        public static JsonTypeInfo<T> Get() => _info ??= Make();

        private static JsonTypeInfo<T> Make()
        {
            try
            {
                return (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
            }
            catch (InvalidOperationException problem)
            {
                throw new MessageException($"{TypeName.Of(typeof(T))} can't travel: {problem.Message}");
            }
        }
    }
}
