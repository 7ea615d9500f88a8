using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>An operation, from a clerk to a server, and on as the value of an instance.</summary>
/// <param name="Client">Who asks: a number of the clerk's own.</param>
/// <param name="Number">Which of the clerk's operations it is, from 1.</param>
/// <param name="Operation">What is asked for.</param>
/// <param name="Key">Of which key.</param>
/// <param name="Value">What to put or to append.</param>
public sealed record Request(long Client, long Number, Operation Operation, string Key = "", string Value = "") : IRequest<Reply>;
