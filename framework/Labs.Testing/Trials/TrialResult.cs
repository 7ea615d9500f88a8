using Labs.Simulation;

namespace Labs.Testing;

/// <summary>What one trial gave.</summary>
/// <param name="Seed">The trial's own seed.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Run">The run: its failure, its figures, its hash, and its events where they were kept.</param>
/// <param name="Console">What the submission printed to the console, cut to 64 KiB.</param>
public sealed record TrialResult(ulong Seed, Verdict Verdict, RunResult Run, string Console = "");
