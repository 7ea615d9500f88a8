using System.Diagnostics.CodeAnalysis;

namespace Labs.Framework.Tests.Wire;

/// <summary>A record from which another assembly could derive.</summary>
[SuppressMessage("Design", "MA0053", Justification = "To derive from it is the test.")]
public record NotSealed(int Term);
