namespace Labs.KvServerLab;

/// <summary>The answer to <see cref="PutRequest"/>. A server never says <see cref="PutResult.Maybe"/>: it always knows.</summary>
public sealed record PutReply(PutResult Result);
