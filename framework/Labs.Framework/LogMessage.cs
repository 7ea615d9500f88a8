using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace Labs.Framework;

/// <summary>What <c>node.Log($"...")</c> compiles to: a text that is built only when somebody reads the log.</summary>
[InterpolatedStringHandler]
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct LogMessage
{
    // Not the base library's own handler: a copy of that would give its rented buffer back twice, and all servers share the pool.
    private readonly StringBuilder? _builder;
    private StringBuilder.AppendInterpolatedStringHandler _text;

    /// <summary>Called by compiled code.</summary>
    public LogMessage(int literalLength, int formattedCount, INode node, out bool isEnabled)
    {
        ArgumentNullException.ThrowIfNull(node);
        isEnabled = node.IsLogging;
        if (!isEnabled) return;
        _builder = new StringBuilder();
        _text = new StringBuilder.AppendInterpolatedStringHandler(literalLength, formattedCount, _builder);
    }

    /// <summary>Called by compiled code.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Called by compiled code.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>Called by compiled code.</summary>
    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>Called by compiled code.</summary>
    public void AppendFormatted<T>(T value, int alignment, string? format = null) => _text.AppendFormatted(value, alignment, format);

    /// <summary>Called by compiled code.</summary>
    public void AppendFormatted(ReadOnlySpan<char> value) => _text.AppendFormatted(value);

    /// <summary>The text, or <see langword="null"/> where nobody reads the log. To be called once.</summary>
    public string? Finish() => _builder?.ToString();
}
