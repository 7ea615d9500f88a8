namespace Labs.Grader.Verification;

/// <summary>A place in a submission's file, as editors count: from 1.</summary>
/// <param name="Path">The file, relative to the submission.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
internal sealed record Place(string Path, int Line, int Column) : IComparable<Place>
{
    /// <inheritdoc/>
    public int CompareTo(Place? other) => other is null
        ? 1
        : (string.CompareOrdinal(Path, other.Path), Line.CompareTo(other.Line), Column.CompareTo(other.Column)) switch
        {
            (not 0 and var path, _, _) => path,
            (_, not 0 and var line, _) => line,
            (_, _, var column) => column,
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}:{Column}";
}
