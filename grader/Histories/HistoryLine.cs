using System.Globalization;
using System.Text;
using System.Text.Json;
using Labs.Reporting;

namespace Labs.Grader.Histories;

/// <summary>The fields of a line, as they stand there. A field that nobody knows is left out.</summary>
internal sealed class HistoryLine
{
    /// <summary>How much of a wrong word is shown.</summary>
    public const int ShownMost = 60;

    private const string Cure = """write one operation a line, as {"client":0,"key":"x","op":"get","value":"a","call":1,"return":2}""";

    private static readonly JsonTokenType[] Texts =
        [JsonTokenType.String, JsonTokenType.Number, JsonTokenType.True, JsonTokenType.False, JsonTokenType.Null];

    private static readonly (string Name, JsonTokenType[] Types, string Kind)[] Known =
    [
        ("client", [JsonTokenType.Number], "a whole number"),
        ("key", [JsonTokenType.String, JsonTokenType.Null], "a string"),
        ("op", [JsonTokenType.String], "a string"),
        ("value", Texts, "a string or null"),
        ("expected", Texts, "a string or null"),
        ("call", [JsonTokenType.Number], "a whole number"),
        ("return", [JsonTokenType.Number, JsonTokenType.Null], "a whole number or null"),
        ("ok", [JsonTokenType.True, JsonTokenType.False, JsonTokenType.Null], "true or false"),
        ("version", [JsonTokenType.Number, JsonTokenType.Null], "a whole number"),
        ("result", [JsonTokenType.String, JsonTokenType.Null], "a string"),
    ];

    private readonly bool[] _has = new bool[Known.Length];
    private readonly string?[] _text = new string?[Known.Length];

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="FormatException">It is no JSON object, or a field has another type than it must have.</exception>
    public static HistoryLine Parse(ReadOnlySpan<byte> line)
    {
        var fields = new HistoryLine();
        try
        {
            // What nobody asks for may be as deep as it likes.
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException($"it is no JSON object; {Cure}");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) fields.Take(ref reader);
            // Reads to the end, so that what follows the object is seen.
            reader.Read();
            return fields;
        }
        catch (JsonException error)
        {
            throw new FormatException($"it is no JSON object ({error.Message.Split(" LineNumber:")[0].TrimEnd('.')}); {Cure}", error);
        }
    }

    /// <summary>Whether a field is there.</summary>
    public bool Has(string name) => _has[Index(name)];

    /// <summary>A field's text; null where it is null, or not there.</summary>
    public string? Text(string name) => _text[Index(name)];

    /// <summary>A whole number; null where it is null, or not there.</summary>
    /// <exception cref="FormatException">It is a number, but no whole one.</exception>
    public long? Number(string name) => Text(name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        { } text => throw new FormatException(
            $"{name} is {PlainText.Line(text, ShownMost)}, which is no whole number of 64 bits; write it without point and exponent"),
    };

    private static int Index(string name) => Array.FindIndex(Known, field => field.Name == name);

    private void Take(ref Utf8JsonReader reader)
    {
        int field = 0;
        while (field < Known.Length && !IsName(ref reader, Known[field].Name)) field++;
        reader.Read();
        if (field == Known.Length)
        {
            reader.Skip();
            return;
        }

        var (name, types, kind) = Known[field];
        if (_has[field]) throw new FormatException($"it has two fields '{name}'");
        if (!types.Contains(reader.TokenType)) throw new FormatException($"{name} is not {kind}");
        _has[field] = true;
        _text[field] = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => Decode(ref reader, name),
            _ => Encoding.UTF8.GetString(reader.ValueSpan),
        };
    }

    private static bool IsName(ref Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // What is no text is nobody's name.
            return false;
        }
    }

    // The parser looks at the shape of a string alone, and leaves its bytes and escapes to who wants the text.
    private static string? Decode(ref Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException($"{name} is no text: it has bytes that are not UTF-8, or half of a surrogate pair", error);
        }
    }
}
