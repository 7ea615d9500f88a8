using System.Text.Json;
using System.Text.Json.Serialization;

namespace Labs.Framework.Wire;

/// <summary>Writes a character as its number, since half of a surrogate pair is a character but no text.</summary>
internal sealed class JsonCharacterConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (char)reader.GetUInt16();

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
