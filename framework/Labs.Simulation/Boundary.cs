namespace Labs.Simulation;

/// <summary>On which side of an effect a crash falls.</summary>
public enum Boundary
{
    /// <summary>The effect does not happen.</summary>
    Before,

    /// <summary>The effect happens, and nothing after it.</summary>
    After,
}
