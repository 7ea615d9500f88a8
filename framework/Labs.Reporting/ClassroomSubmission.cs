using System.Globalization;

namespace Labs.Reporting;

/// <summary>What Classroom 50 tells its autograder of a submission, and wants to read again in the result.</summary>
public sealed record ClassroomSubmission
{
    private const string TagPrefix = "submit/";

    /// <summary>The classroom's short name.</summary>
    public required string Classroom { get; init; }

    /// <summary>The assignment.</summary>
    public required string Assignment { get; init; }

    /// <summary><c>individual</c> or <c>group</c>.</summary>
    public required string AssignmentType { get; init; }

    /// <summary>Whose submission it is.</summary>
    public required string Owner { get; init; }

    /// <summary>The submission's tag, which begins with <c>submit/</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>The address of the commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The address of the release.</summary>
    public required string Release { get; init; }

    /// <summary>The address of the changes since the beginning.</summary>
    public required string Review { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Reads the environment of an autograder. What is not set is called <c>local</c>, as where a teacher tries it out.</summary>
    /// <param name="variable">Gives a variable's value; null where it is not set.</param>
    /// <param name="lab">The lab, which is the assignment where no other is named.</param>
    /// <param name="submission">The submission's name, which is its owner's where no other is named.</param>
    /// <param name="now">The time, for a tag that names none.</param>
    public static ClassroomSubmission Read(Func<string, string?> variable, string lab, string submission, DateTimeOffset now)
    {
        string tag = Get("SUBMISSION_TAG", TagPrefix + "local");
        if (!tag.StartsWith(TagPrefix, StringComparison.Ordinal)) tag = TagPrefix + tag;
        return new ClassroomSubmission
        {
            Classroom = Get("CLASSROOM", "local"),
            Assignment = Get("ASSIGNMENT", lab),
            AssignmentType = Get("ASSIGNMENT_TYPE", "individual"),
            Owner = Get("OWNER", Get("USERNAME", submission)),
            Tag = tag,
            Commit = Get("COMMIT_URL", "local"),
            Release = Get("RELEASE_URL", "local"),
            Review = Get("REVIEW_URL", "local"),
            SubmittedAt = TimeOf(tag) ?? now,
        };

        string Get(string name, string otherwise) =>
            variable(name) is { Length: > 0 } value ? PlainText.Line(value, most: 2000) : otherwise;
    }

    // As in submit/2026-11-22T07-00-00Z-a1b2c3d.
    private static DateTimeOffset? TimeOf(string tag)
    {
        const string Form = "yyyy-MM-ddTHH-mm-ssZ";
        string text = tag[TagPrefix.Length..];
        if (text.Length < Form.Length) return null;
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParseExact(
            text[..Form.Length], "yyyy-MM-dd'T'HH-mm-ss'Z'", culture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }
}
