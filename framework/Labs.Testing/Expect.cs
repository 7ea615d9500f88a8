using Labs.Simulation;

namespace Labs.Testing;

/// <summary>How a suite states what must hold. Each statement carries the kind of failure it would be.</summary>
public static class Expect
{
    /// <summary>Something that must hold always.</summary>
    public static void Safety(bool holds, string otherwise) => throw new NotSupportedException();

    /// <summary>Something that must come within a bound of virtual time: asks again and again, as each event passes, until the
    /// answer is not null.</summary>
    /// <param name="world">The world whose time counts.</param>
    /// <param name="bound">How long it may take.</param>
    /// <param name="what">What is awaited, as in 'a leader'.</param>
    /// <param name="probe">Asks.</param>
    /// <param name="every">How long to wait between two questions; 10 ms unless given.</param>
    public static Task<T> Within<T>(World world, TimeSpan bound, string what, Func<Task<T?>> probe, TimeSpan? every = null)
        where T : class => throw new NotSupportedException();

    /// <summary>Something that must not be used beyond a limit.</summary>
    public static void Budget(long used, long limit, string what) => throw new NotSupportedException();
}
