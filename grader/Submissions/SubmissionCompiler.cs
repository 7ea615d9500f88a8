using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Labs.Grader.Submissions;

/// <summary>Compiles a submission from its sources alone: no project file, target, generator or analyzer of the student's is run.</summary>
internal static class SubmissionCompiler
{
    private const int ErrorsMost = 20;

    // What the SDK adds to a project with implicit usings.
    private const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    // The language and the symbols of a Release build, fixed: a newer compiler must not change a grade.
    private static readonly CSharpParseOptions ParseOptions = new(
        LanguageVersion.CSharp14,
        DocumentationMode.None,
        preprocessorSymbols: ["RELEASE", "TRACE", "NET", "NET10_0", "NETCOREAPP", .. NewerThan(5, 10)]);

    /// <summary>Compiles.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="files">The sources.</param>
    /// <param name="references">The framework and the lab's contract, as paths of assemblies.</param>
    /// <exception cref="InputException">The sources don't compile; the message has the compiler's lines.</exception>
    public static CompiledSubmission Compile(string name, IReadOnlyList<SourceFile> files, IEnumerable<string> references)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: false,
            deterministic: true,
            nullableContextOptions: NullableContextOptions.Enable,
            metadataImportOptions: MetadataImportOptions.Public);
        var compilation = CSharpCompilation.Create(
            name,
            [Parse("implicit usings", SourceText.From(ImplicitUsings, Encoding.UTF8)), .. files.Select(Parse)],
            [.. Net100.References.All, .. references.Select(path => MetadataReference.CreateFromFile(path))],
            options);

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var portable = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        var emitted = compilation.Emit(assembly, symbols, options: portable);
        if (!emitted.Success) throw new InputException(Describe(emitted.Diagnostics));
        return new CompiledSubmission(compilation, assembly.ToArray(), symbols.ToArray());
    }

    private static SyntaxTree Parse(SourceFile file)
    {
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return Parse(file.Path, SourceText.From(file.Content, file.Content.Length, strict, throwIfBinaryDetected: true));
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            throw new InputException($"{file.Path} is not a text in UTF-8");
        }
    }

    private static SyntaxTree Parse(string path, SourceText text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string Describe(ImmutableArray<Diagnostic> diagnostics)
    {
        Diagnostic[] errors =
        [
            .. diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)
                .OrderBy(found => found.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(found => found.Location.SourceSpan.Start),
        ];
        var lines = errors.Take(ErrorsMost).Select(Describe).Prepend("the submission does not compile:");
        if (errors.Length > ErrorsMost) lines = lines.Append($"... and {errors.Length - ErrorsMost} more errors");
        return string.Join('\n', lines);
    }

    // The place in the file itself: a #line of the student's must not point elsewhere.
    private static string Describe(Diagnostic error)
    {
        string text = $"error {error.Id}: {error.GetMessage()}";
        if (error.Location.SourceTree is null) return text;
        var place = error.Location.GetLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1}: {text}";
    }

    private static IEnumerable<string> NewerThan(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(version => $"NET{version}_0_OR_GREATER");
}
