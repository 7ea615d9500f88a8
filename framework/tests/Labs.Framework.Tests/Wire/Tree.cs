namespace Labs.Framework.Tests.Wire;

internal sealed record Tree(int Value, List<Tree> Children);
