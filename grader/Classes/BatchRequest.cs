using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Classes;

/// <summary>What class is to be graded, and how.</summary>
internal sealed record BatchRequest
{
    /// <summary>The suite.</summary>
    public required BuiltSuite Suite { get; init; }

    /// <summary>The repository.</summary>
    public required LabShelf Shelf { get; init; }

    /// <summary>The scenarios to run, in the suite's order.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>The students, by name: all of them, also where only a share is graded.</summary>
    public required IReadOnlyList<Student> Students { get; init; }

    /// <summary>The labs below for which the reference solution takes the submission's place.</summary>
    public required IReadOnlyList<string> WithReference { get; init; }

    /// <summary>The seed from which the trials' own are derived, the same for all; the name of the set of seeds where there is a
    /// secret.</summary>
    public required ulong BaseSeed { get; init; }

    /// <summary>The secret from which the seeds come instead; null where there is none.</summary>
    public SeedSecret? Secret { get; init; }

    /// <summary>Whether students' reports have seeds and the commands that replay a trial.</summary>
    public required bool ShowsSeeds { get; init; }

    /// <summary>How many trials every scenario gets; null for its own number.</summary>
    public int? Trials { get; init; }

    /// <summary>How many students are graded at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>When the host ends a trial.</summary>
    public required WorkerLimits Limits { get; init; }

    /// <summary>The walls without which nothing is run.</summary>
    public Walls NeededWalls { get; init; }

    /// <summary>Which share of the students is graded; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The students that are graded here.</summary>
    public IReadOnlyList<Student> Share => Shard?.Of(Students) ?? Students;

    /// <summary>What must be the same when a batch goes on, as one line.</summary>
    public string Settings => string.Join(
        ' ',
        Suite.Suite.Lab.Name,
        $"suite {Suite.SourceHash}",
        $"framework {GradingRun.FrameworkVersion()}",
        $"{(Secret is null ? "seed" : "secret seed set")} {Seeds.Format(BaseSeed)}",
        $"trials {(Trials is { } trials ? $"{trials}" : "own")}",
        $"scenarios {Scenarios.Count} {Grading.Shard.HashOf(Scenarios, Trials)}",
        $"with {string.Join(',', WithReference)}");
}
