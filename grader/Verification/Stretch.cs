namespace Labs.Grader.Verification;

/// <summary>A part of a file: a statement, or the head of a declaration.</summary>
/// <param name="Name">What to point at within it.</param>
/// <param name="Start">Its first place.</param>
/// <param name="End">The place after it.</param>
internal sealed record Stretch(Place Name, Place Start, Place End)
{
    /// <summary>Whether a place lies in it.</summary>
    public bool Holds(Place place) => Start.CompareTo(place) <= 0 && place.CompareTo(End) < 0;
}
