namespace Labs.Analyzers;

/// <summary>The parts of C# that lead out of managed, deterministic code: what each does, and what to write instead.</summary>
public static class Doors
{
    /// <summary>A finalizer.</summary>
    public const string Finalizer = "A finalizer runs when the garbage collector likes, on another thread: use IDisposable";

    /// <summary>Pointers, and whatever needs them.</summary>
    public const string UnsafeCode = "Unsafe code can break the simulation without a trace: use spans, or plain C#";

    /// <summary>A method without a body in C#.</summary>
    public const string ExternalCode = "Code outside of .NET can't be simulated: write it in C#";

    /// <summary>The type <c>dynamic</c>.</summary>
    public const string Dynamic = "'dynamic' goes around the framework by reflection: use the type itself";

    /// <summary>A type that passes for one of the base library's.</summary>
    public const string ForeignNamespace = "The compiler takes a type in a namespace of .NET for one of .NET's own: use a namespace of yours";

    /// <summary>An attribute that opens another assembly.</summary>
    public const string ForeignInternals = "What another assembly keeps to itself is none of yours: use what is public";

    /// <summary>The base library's own handler of interpolated strings, which rents its buffer.</summary>
    public const string RentedText = "A copy of this handler gives its buffer back twice: use $\"...\", or a StringBuilder";

    /// <summary>A directive that moves the code elsewhere.</summary>
    public const string LineDirective = "#line makes errors and failures point to where nothing stands: remove it";
}
