using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Labs.Fence.Tests;

/// <summary>A file that a build hands to its analyzers.</summary>
internal sealed class FileText(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
}
