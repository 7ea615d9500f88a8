using System.Collections.Frozen;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Knows what the compiler adds to an assembly by itself, for ordinary C#.</summary>
internal static class Synthesized
{
    private const string DataType = "<PrivateImplementationDetails>";
    private const string FileMark = ">F";
    private const int HashLength = 64;

    // Members that are banned, and that the compiler calls for the student: for await, lock, typeof, new T(), initializers, ranges
    // and iterators. Only the sources can tell who calls.
    private static readonly FrozenSet<string> Members = FrozenSet.ToFrozenSet(
    [
        "M:System.Runtime.CompilerServices.TaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.TaskAwaiter`1.GetResult",
        "M:System.Runtime.CompilerServices.ValueTaskAwaiter.GetResult",
        "M:System.Runtime.CompilerServices.ValueTaskAwaiter`1.GetResult",
        "M:System.Type.GetTypeFromHandle(System.RuntimeTypeHandle)",
        "M:System.Activator.CreateInstance``1",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.InitializeArray(System.Array,System.RuntimeFieldHandle)",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.CreateSpan``1(System.RuntimeFieldHandle)",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.GetSubArray``1(``0[],System.Range)",
        "M:System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack",
        "M:System.Runtime.InteropServices.CollectionsMarshal.AsSpan``1(System.Collections.Generic.List{``0})",
        "M:System.Runtime.InteropServices.CollectionsMarshal.SetCount``1(System.Collections.Generic.List{``0},System.Int32)",
        "M:System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray``1(``0[])",
        "P:System.Environment.CurrentManagedThreadId",
        "M:System.Threading.Monitor.Enter(System.Object,System.Boolean@)",
        "M:System.Threading.Monitor.Exit(System.Object)",
    ]);

    // What records do to hash themselves.
    private static readonly FrozenSet<string> InRecords = FrozenSet.ToFrozenSet(
    [
        "M:System.Object.GetHashCode",
        "M:System.Collections.Generic.EqualityComparer`1.GetHashCode(`0)",
    ]);

    // A type with the modifier 'file' has its file's name and hash before its own, in the same brackets.
    private static bool IsOfFile(string name) =>
        name.IndexOf(FileMark, StringComparison.Ordinal) is > 0 and var mark
        && name[(mark + FileMark.Length)..] is { Length: > HashLength + 2 } rest
        && rest[..HashLength].All(char.IsAsciiHexDigitUpper)
        && rest[HashLength..].StartsWith("__", StringComparison.Ordinal);

    /// <summary>Whether a type is one that C# has no name for: the state of an iterator, a closure, an anonymous type.</summary>
    public static bool IsType(TypeReference type) =>
        (type.Name.Contains('<', StringComparison.Ordinal) && !IsOfFile(type.Name)) || (type.DeclaringType is { } outer && IsType(outer));

    /// <summary>Whether a type keeps an assembly's constants, with code that only the compiler can call.</summary>
    public static bool IsData(TypeReference type) =>
        (type.Name.StartsWith(DataType, StringComparison.Ordinal) && !IsOfFile(type.Name))
        || (type.DeclaringType is { } outer && IsData(outer));

    /// <summary>Whether a reference is one that the compiler makes for ordinary code.</summary>
    public static bool Is(MemberUse use)
    {
        // An attribute says how wide an array is that the compiler made.
        if (use.At is null && use.Within is TypeDefinition type && IsType(type)) return true;
        return DocumentationId.Of(use.Member).Any(id => Members.Contains(id) || (InRecords.Contains(id) && HasNoLines(use.Within)));
    }

    private static bool HasNoLines(IMemberDefinition within) =>
        within is MethodDefinition { DebugInformation.HasSequencePoints: false };
}
