namespace Labs.Reporting;

/// <summary>The names of walls in results, in a fixed order.</summary>
public static class WallNames
{
    /// <summary>A list of them for a reader.</summary>
    public static string Of(Walls walls) => walls == Walls.None ? "none" : string.Join(", ", Each(walls));

    /// <summary>Reads names; what is none is left out.</summary>
    public static Walls Read(IEnumerable<string?> names) => names.Aggregate(
        Walls.None, (walls, name) => walls | (Enum.TryParse<Walls>(name, ignoreCase: true, out var wall) ? wall : Walls.None));

    /// <summary>Each of them.</summary>
    public static IEnumerable<string> Each(Walls walls) =>
        Enum.GetValues<Walls>().Where(wall => wall != Walls.None && walls.HasFlag(wall)).Select(wall => wall.ToString().ToLowerInvariant());
}
