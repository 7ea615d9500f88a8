using System.Text;

namespace Labs.Testing;

/// <summary>Keeps the beginning of what is printed.</summary>
internal sealed class CappedWriter : TextWriter
{
    private const int Limit = 64 * 1024;

    private readonly StringBuilder _kept = new();
    private long _dropped;

    public CappedWriter() => CoreNewLine = ['\n'];

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        int room = Math.Min(Limit - _kept.Length, buffer.Length);
        _kept.Append(buffer[..room]);
        _dropped += buffer.Length - room;
    }

    public override string ToString() => _dropped == 0 ? _kept.ToString() : $"{_kept}\n... and {_dropped} characters more\n";
}
