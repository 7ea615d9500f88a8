using System.Text.Json;

namespace Labs.Testing;

/// <summary>Reads a <c>lab.json</c>, strictly: nothing missing, nothing unknown, nothing twice.</summary>
internal sealed class LabFile
{
    private const int MostPoints = 1000;
    private const int MostTrials = 100_000;

    private readonly string _path;

    private LabFile(string path) => _path = path;

    public static Lab Read(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new LabFile(path).Lab(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new LabException($"{path} is not JSON: {error.Message}");
        }
    }

    private Lab Lab(JsonElement root)
    {
        Check(root, "", ["name", "title", "assembly", "owns", "parts", "scenarios"], ["buildsOn"]);
        var lab = new Lab(
            Text(root, "", "name"),
            Text(root, "", "title"),
            Text(root, "", "assembly"),
            Texts(root, "owns"),
            Texts(root, "buildsOn"),
            Items(root, "parts", Part),
            Items(root, "scenarios", Scenario));
        OnlyOnce("parts", lab.Parts.Select(part => part.Name));
        OnlyOnce("scenarios", lab.Scenarios.Select(scenario => scenario.Name));
        return lab;
    }

    private LabPart Part(JsonElement item, string at)
    {
        Check(item, at, ["name", "title"], []);
        string name = Text(item, at, "name");
        if (name is not [>= 'A' and <= 'Z'])
            throw Wrong($"{at}.name", $"is \"{name}\"", "write one capital letter");
        return new LabPart(name, Text(item, at, "title"));
    }

    private LabScenario Scenario(JsonElement item, string at)
    {
        Check(item, at, ["name", "points", "trials"], ["tolerance"]);
        var tolerance = Tolerance.Default;
        if (item.TryGetProperty("tolerance", out var given)
            && !(given.ValueKind == JsonValueKind.String && Tolerance.TryParse(given.GetString() ?? "", out tolerance)))
        {
            throw Wrong($"{at}.tolerance", $"is {given.GetRawText()}", "write a fraction below 1 as a string, such as \"1/100\"");
        }

        return new LabScenario(
            Text(item, at, "name"), Number(item, at, "points", 0, MostPoints), Number(item, at, "trials", 1, MostTrials), tolerance);
    }

    private void Check(JsonElement item, string at, string[] needed, string[] allowed)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw Wrong(at.Length == 0 ? "the file" : at, $"is {Kind(item)}", "write an object");

        var seen = new HashSet<string>();
        foreach (var member in item.EnumerateObject())
        {
            if (!needed.Contains(member.Name) && !allowed.Contains(member.Name))
                throw Wrong(Join(at, member.Name), "is not known", $"members are {string.Join(", ", [.. needed, .. allowed])}");
            if (!seen.Add(member.Name))
                throw Wrong(Join(at, member.Name), "stands there twice", "keep one");
        }

        if (needed.FirstOrDefault(name => !seen.Contains(name)) is { } missing)
            throw Wrong(Join(at, missing), "is missing", "add it");
    }

    private string Text(JsonElement item, string at, string name) => TextOf(item.GetProperty(name), Join(at, name));

    private string TextOf(JsonElement value, string at) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong(at, $"is {Kind(value)}", "write a string that is not empty");

    private List<string> Texts(JsonElement item, string name) => item.TryGetProperty(name, out _) ? Items(item, name, TextOf) : [];

    private int Number(JsonElement item, string at, string name, int least, int most) =>
        item.GetProperty(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number)
        && number >= least && number <= most
            ? number
            : throw Wrong(Join(at, name), $"is {item.GetProperty(name).GetRawText()}", $"write a whole number from {least} to {most}");

    private List<T> Items<T>(JsonElement item, string name, Func<JsonElement, string, T> read)
    {
        var array = item.GetProperty(name);
        if (array.ValueKind != JsonValueKind.Array)
            throw Wrong(name, $"is {Kind(array)}", "write a list");
        return [.. array.EnumerateArray().Select((element, i) => read(element, $"{name}[{i}]"))];
    }

    private void OnlyOnce(string member, IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        foreach (string name in names)
        {
            if (!seen.Add(name))
                throw Wrong(member, $"has \"{name}\" twice", "keep one");
        }
    }

    private LabException Wrong(string member, string what, string cure) => new($"{_path}: {member} {what}; {cure}.");

    private static string Join(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => value.GetString() is { Length: 0 } ? "an empty string" : "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
