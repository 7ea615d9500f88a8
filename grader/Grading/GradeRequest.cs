using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>What is to be graded, and how.</summary>
internal sealed record GradeRequest
{
    /// <summary>The suite.</summary>
    public required BuiltSuite Suite { get; init; }

    /// <summary>The scenarios to run, in the suite's order.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>The submission.</summary>
    public required LoadedSubmission Submission { get; init; }

    /// <summary>The seed from which the trials' own are derived; the name of the set of seeds where there is a secret.</summary>
    public required ulong BaseSeed { get; init; }

    /// <summary>The secret from which the seeds come instead; null where there is none.</summary>
    public SeedSecret? Secret { get; init; }

    /// <summary>How many trials every scenario gets; null for its own number.</summary>
    public int? Trials { get; init; }

    /// <summary>How many trials run at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Which share of the scenarios is run; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>A hash of all the scenarios that are shared out; null where none are.</summary>
    public string? ShardOf { get; init; }

    /// <summary>Keeps each trial as it ends, and knows those of a grading that was ended before; null where nothing is kept.</summary>
    public TrialJournal? Journal { get; init; }

    /// <summary>When the host ends a trial.</summary>
    public required WorkerLimits Limits { get; init; }

    /// <summary>The walls without which nothing is run.</summary>
    public Walls NeededWalls { get; init; }

    /// <summary>The seed of one trial.</summary>
    public ulong SeedOf(Scenario scenario, int trial) =>
        Secret?.SeedOf(scenario.Name, trial) ?? Seeds.Derive(BaseSeed, scenario.Name, trial);

    /// <summary>What is graded, and how, as one line: trials of two gradings with the same are exchangeable.</summary>
    public string Identity => string.Join(
        ' ',
        $"labs-journal/1 {Suite.Suite.Lab.Name}",
        $"suite {Suite.SourceHash}",
        $"framework {GradingRun.FrameworkVersion()}",
        $"{(Secret is null ? "seed" : "secret seed set")} {Seeds.Format(BaseSeed)}",
        $"of {Submission.SourceHash}");
}
