using Microsoft.CodeAnalysis;

namespace Labs.Fence.Tests;

/// <summary>Compiles many snippets at once, each in a file and a namespace of its own.</summary>
internal sealed class SnippetCompilation
{
    private readonly Dictionary<Snippet, string> _files = [];
    private readonly ILookup<string, Diagnostic> _errors;

    public SnippetCompilation(IEnumerable<Snippet> snippets)
    {
        foreach (var snippet in snippets)
            _files.Add(snippet, $"{_files.Count}.cs");
        _errors = StudentCompiler.Errors(_files.Select((entry, index) => (entry.Value, entry.Key.InFile(index))));
    }

    public IEnumerable<Diagnostic> Errors(Snippet snippet) => _errors[_files[snippet]];
}
