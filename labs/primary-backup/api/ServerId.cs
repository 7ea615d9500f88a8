namespace Labs.PrimaryBackupLab;

/// <summary>One life of a server: it begins when the server starts, and ends when it crashes.</summary>
/// <remarks>A server keeps nothing on a disk. When it comes back it is empty, and so it is another server, at the same address: a view
/// names lives, and not machines.</remarks>
/// <param name="Address">Where it is reached, as in <c>node.Connect(id.Address)</c>.</param>
/// <param name="Life">A number that this life has drawn for itself, from <c>node.Random</c>.</param>
public sealed record ServerId(string Address, long Life);
