using System.Text;

namespace Labs.Grader.Workers;

/// <summary>What a process prints: read to its end so that it never blocks, kept up to a limit, never parsed.</summary>
internal sealed class ProcessOutput
{
    private const int CharactersMost = 16 * 1024;

    private readonly StringBuilder _kept = new();

    /// <summary>Starts to read.</summary>
    public ProcessOutput(params IEnumerable<TextReader> readers)
    {
        foreach (var reader in readers)
            new Thread(() => Drain(reader)) { IsBackground = true, Name = "worker output" }.Start();
    }

    /// <summary>What was kept so far.</summary>
    public override string ToString()
    {
        lock (_kept)
            return _kept.ToString();
    }

    private void Drain(TextReader reader)
    {
        char[] buffer = new char[4096];
        try
        {
            while (reader.Read(buffer) is > 0 and var count)
                Keep(buffer.AsSpan(0, count));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was ended while it printed.
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        lock (_kept)
            _kept.Append(text[..Math.Min(text.Length, CharactersMost - _kept.Length)]);
    }
}
