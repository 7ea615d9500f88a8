namespace Labs.Framework.Wire;

/// <summary>A value can't travel. The record around it catches this and says which member it was.</summary>
/// <param name="problem">The rest of the sentence after the member's name.</param>
internal sealed class ContentException(string problem) : Exception(problem)
{
    /// <summary>Records lie inside each other without end.</summary>
    public static ContentException TooDeep() => new(
        $"nests more than {ContentHash.DepthMax} records inside each other, which can't travel; does it contain itself?");
}
