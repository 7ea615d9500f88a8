using System.ComponentModel;

namespace Labs.Simulation;

/// <summary>What a submission's calls of <see cref="Console"/> become when it is woven: they print into their own trial.</summary>
/// <remarks>Not <see cref="Console.SetOut"/>: that wraps every writer in one lock for the process, and a student's
/// <c>ToString</c> that never returns would keep it for ever. On a thread that runs no trial, the console is the console.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StudentConsole
{
    private const int Steps = 100;

    /// <summary>Where woven code that runs on the calling thread prints; null for the console.</summary>
    [field: ThreadStatic]
    public static TextWriter? Current { get; set; }

    /// <summary>Where the running trial prints.</summary>
    public static TextWriter Out => Charged() ?? Console.Out;

    /// <summary>Where the running trial prints errors: the same place.</summary>
    public static TextWriter Error => Charged() ?? Console.Error;

    /// <inheritdoc cref="Out"/>
    public static void Write(bool value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(char value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(char[]? buffer) => Out.Write(buffer);

    /// <inheritdoc cref="Out"/>
    public static void Write(decimal value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(double value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(float value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(int value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(uint value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(long value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(ulong value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(object? value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(string? value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(char[] buffer, int index, int count) => Out.Write(buffer, index, count);

    /// <inheritdoc cref="Out"/>
    public static void Write(ReadOnlySpan<char> value) => Out.Write(value);

    /// <inheritdoc cref="Out"/>
    public static void Write(string format, object? arg0) => Out.Write(format, arg0);

    /// <inheritdoc cref="Out"/>
    public static void Write(string format, object? arg0, object? arg1) => Out.Write(format, arg0, arg1);

    /// <inheritdoc cref="Out"/>
    public static void Write(string format, object? arg0, object? arg1, object? arg2) => Out.Write(format, arg0, arg1, arg2);

    /// <inheritdoc cref="Out"/>
    public static void Write(string format, params object?[]? arg) => Out.Write(format, arg ?? []);

    /// <inheritdoc cref="Out"/>
    public static void Write(string format, params ReadOnlySpan<object?> arg) => Out.Write(format, arg);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine() => Out.WriteLine();

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(bool value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(char value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(char[]? buffer) => Out.WriteLine(buffer);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(decimal value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(double value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(float value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(int value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(uint value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(long value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(ulong value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(object? value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string? value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(char[] buffer, int index, int count) => Out.WriteLine(buffer, index, count);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(ReadOnlySpan<char> value) => Out.WriteLine(value);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string format, object? arg0) => Out.WriteLine(format, arg0);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string format, object? arg0, object? arg1) => Out.WriteLine(format, arg0, arg1);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string format, object? arg0, object? arg1, object? arg2) => Out.WriteLine(format, arg0, arg1, arg2);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string format, params object?[]? arg) => Out.WriteLine(format, arg ?? []);

    /// <inheritdoc cref="Out"/>
    public static void WriteLine(string format, params ReadOnlySpan<object?> arg) => Out.WriteLine(format, arg);

    /// <summary>To print takes longer than a step, and a loop that prints without end should end as soon as one that does not.</summary>
    private static TextWriter? Charged()
    {
        if (Current is not { } writer)
            return null;
        StepBudget.Charge(Steps);
        return writer;
    }
}
