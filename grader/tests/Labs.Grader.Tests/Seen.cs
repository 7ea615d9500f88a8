namespace Labs.Grader.Tests;

/// <summary>What shows that a submission breaks a rule.</summary>
[Flags]
internal enum Seen
{
    /// <summary>A look at the sources.</summary>
    InSources = 1,

    /// <summary>A look at the assembly.</summary>
    InAssembly = 2,

    /// <summary>Either.</summary>
    InBoth = InSources | InAssembly,
}
