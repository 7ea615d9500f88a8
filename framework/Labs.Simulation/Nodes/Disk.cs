namespace Labs.Simulation;

/// <summary>The bytes of a node that survive its incarnations.</summary>
/// <param name="State">The saved state, encoded; null where nothing was saved.</param>
/// <param name="Type">The state's type, for the error when it is read as another.</param>
/// <param name="Size">The state's size by content.</param>
/// <param name="Snapshot">The saved snapshot.</param>
internal sealed record Disk(byte[]? State, string Type, long Size, byte[] Snapshot)
{
    public static Disk Empty { get; } = new(null, "", 0, []);
}
