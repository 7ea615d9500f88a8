namespace Labs.Framework.Tests.Wire;

internal readonly record struct Point(int X, string? Name)
{
    public int Twice => 2 * X;
}
