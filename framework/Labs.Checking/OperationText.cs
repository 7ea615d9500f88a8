using System.Text;

namespace Labs.Checking;

/// <summary>Operations in words.</summary>
internal static class OperationText
{
    private const int CharsMax = 60;

    /// <summary>What a history file calls it.</summary>
    public static string Name(OperationKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What a history file calls it.</summary>
    public static string Name(OperationResult result) => result == OperationResult.NoKey ? "no-key" : result.ToString().ToLowerInvariant();

    /// <summary>The whole of an operation, as a sentence without its end.</summary>
    public static string Sentence(Operation operation, Func<long, string> time) =>
        $"client {operation.Client} {Deed(operation)}, {Span(operation, time)}";

    /// <summary>A value in quotes, in one line, its middle left out where it is long.</summary>
    public static string Quote(string? value)
    {
        if (value is null) return "null";
        if (value.Length <= CharsMax) return $"\"{Escape(value)}\"";
        // The end tells more than the middle: appends end there.
        return $"\"{Escape(value[..(CharsMax / 3)])} ... {Escape(value[^(CharsMax / 2)..])}\" ({value.Length:N0} characters)";
    }

    private static string Deed(Operation operation)
    {
        string key = Quote(operation.Key);
        return operation.Kind switch
        {
            OperationKind.Get or OperationKind.Read => $"{Seen(operation)} from {key}",
            OperationKind.Put when operation is { Result: OperationResult.Ok, Version: 0 } => $"put {Quote(operation.Value)} in {key}",
            OperationKind.Append => $"appended {Quote(operation.Value)} to {key}",
            OperationKind.Write => $"wrote {Quote(operation.Value)} to {key}",
            OperationKind.Cas => $"{Change(operation)} {key} from {Quote(operation.Expected)} to {Quote(operation.Value)}",
            _ => $"put {Quote(operation.Value)} in {key} if its version was {operation.Version}{Outcome(operation)}",
        };
    }

    private static string Seen(Operation operation)
    {
        if (operation.Return is null) return "asked for the value";
        if (operation.Result == OperationResult.NoKey) return "got 'no such key'";
        string version = operation.Version > 0 ? $" of version {operation.Version}" : "";
        return operation.Kind == OperationKind.Get ? $"got {Quote(operation.Value)}{version}" : $"read {Quote(operation.Value)}";
    }

    private static string Change(Operation operation) => (operation.Return, operation.Result) switch
    {
        (null, _) => "tried to change",
        (_, OperationResult.Ok) => "changed",
        _ => "could not change",
    };

    private static string Outcome(Operation operation) => (operation.Return, operation.Result) switch
    {
        (null, _) => "",
        (_, OperationResult.Version) => " and was told 'another version'",
        (_, OperationResult.NoKey) => " and was told 'no such key'",
        (_, OperationResult.Maybe) => " and was told 'maybe'",
        _ => "",
    };

    private static string Span(Operation operation, Func<long, string> time) => operation.Return is { } end
        ? $"{time(operation.Call)} to {time(end)}"
        : $"called at {time(operation.Call)} and never returned";

    private static string Escape(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter)) plain.Append($"\\u{(int)letter:x4}");
            else plain.Append(letter);
        }

        return plain.ToString();
    }
}
