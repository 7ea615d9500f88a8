namespace Labs.Checking;

/// <summary>What a key, or a register, holds.</summary>
/// <param name="Value">Its value; what null means is up to the model.</param>
/// <param name="Version">Its version, where the model has versions; 0 is a key that is not there.</param>
public readonly record struct KeyState(string? Value, long Version);
