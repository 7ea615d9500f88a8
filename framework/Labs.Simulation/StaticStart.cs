using System.ComponentModel;

namespace Labs.Simulation;

/// <summary>Takes the place of what a static constructor of woven code throws.</summary>
/// <remarks>Calls to it are woven into a subject when it is loaded; no source calls it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StaticStart
{
    /// <summary>An exception with the same words, and nothing else of the student's in it: the runtime throws one and the same again in
    /// every later run, so that whatever could be written into it would be shared by all.</summary>
    public static Exception Replace(Exception thrown) =>
        new InvalidOperationException($"a static constructor or initializer threw {thrown.GetType().Name}: {thrown.Message}");
}
