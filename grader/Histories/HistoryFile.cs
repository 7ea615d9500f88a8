using Labs.Checking;

namespace Labs.Grader.Histories;

/// <summary>A recorded history: a file with one operation a line, as HISTORIES.md beside the checker describes it.</summary>
internal sealed class HistoryFile
{
    private readonly Dictionary<Operation, int> _lines = new(ReferenceEqualityComparer.Instance);

    private HistoryFile(string path, SequentialModel model)
    {
        var operations = new List<Operation>();
        byte[] bytes = Content(path);
        int line = 0;
        for (int start = 0; start < bytes.Length; line++)
        {
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
    public static HistoryFile Read(string path, SequentialModel model) => new(path, model);

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
            throw new InputException($"{path}:{line}: {error.Message}");
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
            string other = error.Other is { } index ? $" (line {Line(operations[index])})" : "";
            throw new InputException($"{path}:{Line(operations[error.Operation])}: {error.Message}{other}");
        }
    }

    private static byte[] Content(string path)
    {
        if (!File.Exists(path)) throw new InputException($"{path} can't be read: there is no such file");
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            // A byte order mark is no part of the first line.
            return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be read: {error.Message}");
        }
    }
}
