using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Labs.Framework;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Fence.Tests;

/// <summary>Compiles student code in memory as a build does: with the list of banned symbols and the analyzers.</summary>
internal static class StudentCompiler
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Parse);
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = LoadAnalyzers();

    public static CSharpCompilation Library { get; } = CSharpCompilation.Create(
        "Submission",
        [Parse(GlobalUsings, "GlobalUsings.cs")],
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(INode).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
            .WithNullableContextOptions(NullableContextOptions.Enable));

    public static string BannedSymbolsPath => Path.Combine(AppContext.BaseDirectory, "BannedSymbols.txt");

    /// <summary>All errors of some files, with the name of the file first.</summary>
    public static ILookup<string, Diagnostic> Errors(params IEnumerable<(string Name, string Text)> files) =>
        Errors(Library.AddSyntaxTrees(files.Select(file => Parse(file.Text, file.Name))));

    public static ILookup<string, Diagnostic> Errors(CSharpCompilation compilation)
    {
        var options = new AnalyzerOptions([new FileText(BannedSymbolsPath)]);
        var settings = new CompilationWithAnalyzersOptions(
            options, OnAnalyzerFault, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers(Analyzers, settings).GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(found => found.Severity == DiagnosticSeverity.Error || found.Id is "RS0030" or "RS0031")
            .ToLookup(found => found.Location.SourceTree?.FilePath ?? "");
    }

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private static ImmutableArray<DiagnosticAnalyzer> LoadAnalyzers()
    {
        var banned = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        return
        [
            .. banned.GetTypes().Concat(typeof(Labs.Analyzers.Rules).Assembly.GetTypes())
                .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }

    private static void OnAnalyzerFault(Exception fault, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new InvalidOperationException($"{analyzer} failed.", fault);
}
