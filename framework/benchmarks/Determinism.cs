using System.Diagnostics;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>Runs random pairs of scenario and seed in two processes and compares their hashes.</summary>
internal static class Determinism
{
    public static int Compare(LabUnderTest lab, int pairs, ulong seed)
    {
        using var other = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. HostArguments(), "hashes", lab.Name, "--pairs", $"{pairs}", "--seed", Seeds.Format(seed)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var theirs = other.StandardOutput.ReadToEndAsync();
        var ours = Hashes(lab, pairs, seed).ToList();
        var lines = theirs.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var differing = ours.Zip(lines).Where(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).ToList();
        foreach (var (here, there) in differing)
            Console.WriteLine($"differs: {here} here, {there} there");
        Console.WriteLine($"{ours.Count} pairs here, {lines.Length} in another process, {differing.Count} differ");
        return differing.Count == 0 && ours.Count == lines.Length ? 0 : 1;
    }

    /// <summary>A line for each pair: scenario, seed, verdict, hash.</summary>
    public static IEnumerable<string> Hashes(LabUnderTest lab, int pairs, ulong seed)
    {
        var subject = lab.LoadSubject();
        for (var pair = 0; pair < pairs; pair++)
        {
            var draw = Seeds.Derive(seed, "pairs", pair + 1);
            var scenario = lab.Suite.Scenarios[(int)(draw % (ulong)lab.Suite.Scenarios.Count)];
            var result = TrialRunner.Run(scenario, subject, draw);
            yield return $"{scenario.Name} {Seeds.Format(draw)} {result.Verdict} {Seeds.Format(result.Run.TraceHash)}";
        }
    }

    private static string[] HostArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Determinism).Assembly.Location] : [];
}
