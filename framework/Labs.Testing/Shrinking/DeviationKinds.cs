namespace Labs.Testing;

/// <summary>The kinds of deviations: the first words of their keys.</summary>
public static class DeviationKinds
{
    private static readonly string[] Noise = ["delay", "late", "lost", "twice", "order", "jitter"];

    /// <summary>The kind of a deviation.</summary>
    public static string Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int end = key.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? key : key[..end];
    }

    /// <summary>Whether it holds all along the run, and has no time in a story.</summary>
    public static bool IsLasting(string key) => Of(key) is "order" or "jitter";

    /// <summary>Whether it is a client's operation.</summary>
    public static bool IsOperation(string key) => Of(key) == "operation";

    /// <summary>Whether the seed alone brings it about, and no order of the scenario.</summary>
    public static bool IsNoise(string key) => Noise.Contains(Of(key));
}
