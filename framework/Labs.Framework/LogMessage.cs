using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Labs.Framework;

/// <summary>What <c>node.Log($"...")</c> compiles to: a text that is built only when somebody reads the log.</summary>
[InterpolatedStringHandler]
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct LogMessage
{
    private readonly bool _isEnabled;
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Called by compiled code.</summary>
    public LogMessage(int literalLength, int formattedCount, INode node, out bool isEnabled)
    {
        ArgumentNullException.ThrowIfNull(node);
        _isEnabled = isEnabled = node.IsLogging;
        _text = isEnabled ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
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
    public string? Finish() => _isEnabled ? _text.ToStringAndClear() : null;
}
