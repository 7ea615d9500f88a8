using Labs.Framework;

namespace Labs.Echo;

/// <summary>Tells another server what was heard.</summary>
public sealed record Heard(string Text) : IRequest<Noted>;
