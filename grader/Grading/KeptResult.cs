using System.Text.Json;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>A result file of an earlier grading, to hold another grading against. Its receipt says what to repeat: the hashes of suite
/// and submission, the framework's version, the seed, and the trials.</summary>
internal sealed class KeptResult
{
    private const int DifferencesMost = 20;

    // The clock differs each time; the walls on each system; a name, and so a command, where the folder has another; the text of an
    // exception in each process. A share of the scenarios is repeated as what it is: these scenarios.
    private static readonly string[] Free = ["wallSeconds", "walls", "submission", "replay", "reason", "shard", "shardOf"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] Receipt = ["lab", "submissionHash", "suiteHash", "framework"];

    private readonly string _path;
    private readonly JsonElement _root;

    private KeptResult(string path, JsonElement root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>The seed from which the trials' own were derived, or the name of their set.</summary>
    public ulong BaseSeed => Seeds.Parse(_root.GetProperty("baseSeed").GetString()!);

    /// <summary>The scenarios that were graded.</summary>
    public IReadOnlyList<string> Scenarios => [.. Tests.Select(test => test.GetProperty("name").GetString()!)];

    private IEnumerable<JsonElement> Tests => _root.GetProperty("tests").EnumerateArray();

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is no result.</exception>
    public static KeptResult Read(string path)
    {
        try
        {
            byte[] content = InputFile.Read(path);
            _ = ResultReader.Read(content);
            using var document = JsonDocument.Parse(content, Strict);
            var kept = new KeptResult(path, document.RootElement.Clone());
            if (kept._root.TryGetProperty("refusal", out _))
                throw new InputException($"{path} says that the submission was not run, so that no trial can be repeated; see labs check");
            var receipt = Receipt.Select(name => kept._root.GetProperty(name).GetString()).ToList();
            _ = (kept.BaseSeed, kept.Tests.Sum(test => (long)TrialsOf(test)), receipt);
            if (kept.Scenarios.CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
                throw new JsonException($"it has {PlainText.Line(twice, most: 100)} more than once");
            return kept;
        }
        catch (FormatException error)
        {
            throw new InputException($"{path} is {error.Message}");
        }
        catch (Exception error) when (IsOfForm(error))
        {
            throw new InputException($"{path} is not a result file of the schema {ResultFile.Schema}: {error.Message}");
        }
    }

    /// <summary>The number of trials that all scenarios got; null where each got its own.</summary>
    /// <exception cref="InputException">It was neither.</exception>
    public int? Trials(IReadOnlyList<Scenario> scenarios)
    {
        int[] run = [.. Tests.Select(TrialsOf)];
        if (run.SequenceEqual(scenarios.Select(scenario => scenario.Trials))) return null;
        return run.Distinct().Count() == 1 && run[0] > 0
            ? run[0]
            : throw new InputException($"{_path} has other numbers of trials than the lab, so that it can't be repeated");
    }

    /// <summary>What differs in the receipt: then the trials need not be run.</summary>
    public IReadOnlyList<string> ReceiptDifferences(LabResult now) =>
        [.. Compare(now).Where(line => Receipt.Contains(line.Split(':')[0]))];

    /// <summary>What differs between the file and another result, a line each; none where the grade is the same.</summary>
    public IReadOnlyList<string> Differences(LabResult now)
    {
        List<string> all = [.. Compare(now)];
        return all.Count <= DifferencesMost ? all : [.. all.Take(DifferencesMost), $"... and {all.Count - DifferencesMost} more"];
    }

    private IEnumerable<string> Compare(LabResult now)
    {
        using var stream = new MemoryStream();
        ResultFile.Write(stream, now);
        using var document = JsonDocument.Parse(stream.ToArray());
        return [.. Compare("", _root, document.RootElement)];
    }

    private static IEnumerable<string> Compare(string at, JsonElement kept, JsonElement now)
    {
        if (kept.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
        {
            var names = Members(kept).Union(Members(now)).Except(Free);
            return names.SelectMany(name => Compare(Join(at, name), Member(kept, name), Member(now, name)));
        }

        if (kept.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array && kept.GetArrayLength() == now.GetArrayLength())
            return kept.EnumerateArray().Zip(now.EnumerateArray()).SelectMany((pair, i) => Compare($"{at}[{i}]", pair.First, pair.Second));
        return kept.ValueKind == now.ValueKind && JsonElement.DeepEquals(kept, now) ? [] : [$"{at}: {Short(kept)} in the file, {Short(now)} now"];
    }

    private static bool IsOfForm(Exception error) =>
        error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException;

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static JsonElement Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : default;

    private static string Short(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Array => $"{value.GetArrayLength()} entries",
        JsonValueKind.Object => "an object",
        _ => PlainText.Line(value.GetRawText(), most: 100),
    };

    private static string Join(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";

    private static int TrialsOf(JsonElement test) => test.GetProperty("trials").TryGetInt32(out int trials)
        ? trials
        : throw new JsonException("a number of trials is none");
}
