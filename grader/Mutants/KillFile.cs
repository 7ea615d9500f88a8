using System.Text.Encodings.Web;
using System.Text.Json;
using Labs.Reporting;

namespace Labs.Grader.Mutants;

/// <summary>Writes a kill matrix as JSON.</summary>
internal static class KillFile
{
    /// <summary>The schema's name.</summary>
    public const string Schema = "labs-mutants/1";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the matrix. Two equal matrices give the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="lab">The lab's name.</param>
    /// <param name="baseSeed">The seed from which every trial's own was derived.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="isWhole">Whether every mutant got all its trials; else only whether it died, and of what, means something.</param>
    public static void Write(Stream stream, string lab, ulong baseSeed, KillMatrix matrix, bool isWhole)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("lab", lab);
            json.WriteString("baseSeed", Testing.Seeds.Format(baseSeed));
            json.WriteNumber("killed", matrix.Results.Count - matrix.Survivors.Count);
            json.WriteNumber("mutants", matrix.Results.Count);
            WriteNames(json, "survivors", matrix.Survivors.Select(result => result.Mutant.Name));
            WriteNames(json, "idleScenarios", matrix.Idle.Select(scenario => scenario.Name));
            if (isWhole) WriteNeeds(json, matrix);
            json.WriteStartArray("results");
            foreach (var result in matrix.Results) WriteResult(json, matrix, result, isWhole);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteNeeds(Utf8JsonWriter json, KillMatrix matrix)
    {
        json.WriteStartObject("trialsNeeded");
        foreach (var scenario in matrix.Scenarios) json.WriteNumber(scenario.Name, matrix.TrialsNeeded(scenario));
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, KillMatrix matrix, MutantResult result, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Mutant.Name);
        if (result.Mutant.Title.Length > 0) json.WriteString("title", result.Mutant.Title);
        if (result.Mutant.Rule.Length > 0) json.WriteString("rule", result.Mutant.Rule);
        WriteNames(json, "expect", result.Mutant.Expect);
        json.WriteBoolean("killed", result.IsDead);
        WriteNames(json, "kinds", result.Kinds);
        if (isWhole)
        {
            json.WriteNumber("chanceOfDeath", decimal.Round((decimal)matrix.ChanceOfDeath(result), 6));
            json.WriteStartArray("scenarios");
            foreach (var test in result.Tests) WriteTest(json, test);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, TestResult test)
    {
        json.WriteStartObject();
        json.WriteString("name", test.Name);
        json.WriteBoolean("killed", test.Verdict == TestVerdict.Failed);
        json.WriteNumber("trials", test.Trials);
        json.WriteNumber("failed", test.Failed);
        json.WriteNumber("inconclusive", test.Inconclusive);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string member, IEnumerable<string> names)
    {
        json.WriteStartArray(member);
        foreach (string name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
