namespace Labs.Echo;

/// <summary>Says who has taken note.</summary>
public sealed record Noted(int Server);
