using Labs.Checking;
using Labs.Reporting;

namespace Labs.Grader.Histories;

/// <summary>A recorded history: a file with one operation a line, as HISTORIES.md beside the checker describes it.</summary>
internal sealed class HistoryFile
{
    private readonly Dictionary<Operation, int> _lines = new(ReferenceEqualityComparer.Instance);

    private HistoryFile(string path, byte[] bytes, SequentialModel model, CancellationToken cancel)
    {
        var operations = new List<Operation>();
        int line = 0;
        for (int start = 0; start < bytes.Length; line++)
        {
            cancel.ThrowIfCancellationRequested();
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0) length = bytes.Length - start;
            var text = bytes.AsMemory(start, length);
            start += length + 1;
            if (text.Span.Trim(" \t\r"u8).IsEmpty) continue;
            operations.Add(Read(path, line + 1, text.Span, model));
            _lines.Add(operations[^1], line + 1);
        }

        History = Make(path, operations);
    }

    /// <summary>The history.</summary>
    public History History { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It can't be read, or a line of it is wrong.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static HistoryFile Read(string path, SequentialModel model, CancellationToken cancel) =>
        new(path, Content(path, cancel), model, cancel);

    /// <summary>The number of an operation's line.</summary>
    public int Line(Operation operation) => _lines[operation];

    private static Operation Read(string path, int line, ReadOnlySpan<byte> text, SequentialModel model)
    {
        try
        {
            var operation = new OperationReader(model, HistoryLine.Parse(text)).Read();
            return model.Objection(operation) is { } objection ? throw new FormatException(objection) : operation;
        }
        catch (FormatException error)
        {
            throw new InputException($"{path}:{line}: {PlainText.Line(error.Message)}");
        }
    }

    private History Make(string path, List<Operation> operations)
    {
        try
        {
            return new History(operations);
        }
        catch (HistoryException error)
        {
            string cure = error.Other is { } index
                ? $" (line {Line(operations[index])}); give what one client does at once to clients with numbers of their own"
                : "; take both times from one clock that never goes back";
            throw new InputException($"{path}:{Line(operations[error.Operation])}: {error.Message}{cure}");
        }
    }

    private static byte[] Content(string path, CancellationToken cancel)
    {
        // A pipe to which nobody writes is not even opened: so it is waited for elsewhere, and an interrupt is heard.
        byte[] bytes = Task.Run(() => InputFile.Read(path), cancel).WaitAsync(cancel).GetAwaiter().GetResult();
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw new InputException($"{path}:1: it is UTF-16; write it as UTF-8");
        // A byte order mark is no part of the first line.
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }
}
