using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>Reports whatever would silence the fence: pragmas, attributes, and settings of the project or of a folder.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressionAnalyzer : DiagnosticAnalyzer
{
    private const string BannedSymbol = "RS0030";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.Suppression);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(CheckPragmas);
        context.RegisterSyntaxNodeAction(CheckAttribute, SyntaxKind.Attribute);
        context.RegisterCompilationAction(CheckSettings);
    }

    private static void CheckPragmas(SyntaxTreeAnalysisContext context)
    {
        foreach (var trivia in context.Tree.GetRoot(context.CancellationToken).DescendantTrivia())
        {
            if (trivia.GetStructure() is not PragmaWarningDirectiveTriviaSyntax pragma
                || !pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
                continue;
            string? rule = pragma.ErrorCodes.Count == 0
                ? BannedSymbol
                : pragma.ErrorCodes.Select(code => code.ToString()).FirstOrDefault(IsOfTheFence);
            if (rule is not null)
                context.ReportDiagnostic(Diagnostic.Create(Rules.Suppression, pragma.GetLocation(), rule));
        }
    }

    private static void CheckAttribute(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (!attribute.Name.ToString().Contains("SuppressMessage") || attribute.ArgumentList is not { } arguments)
            return;
        string? rule = arguments.Arguments
            .Select(argument => context.SemanticModel.GetConstantValue(argument.Expression, context.CancellationToken).Value as string)
            .Select(id => id?.Split(':')[0])
            .FirstOrDefault(id => id is not null && IsOfTheFence(id));
        if (rule is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rules.Suppression, attribute.GetLocation(), rule));
    }

    private static void CheckSettings(CompilationAnalysisContext context)
    {
        var options = context.Compilation.Options;
        if (Silences(options.SpecificDiagnosticOptions))
            context.ReportDiagnostic(Diagnostic.Create(Rules.Suppression, Location.None, BannedSymbol));
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            if (options.SyntaxTreeOptionsProvider is { } provider
                && provider.TryGetDiagnosticValue(tree, BannedSymbol, context.CancellationToken, out var severity)
                && severity is not (ReportDiagnostic.Default or ReportDiagnostic.Error))
                context.ReportDiagnostic(Diagnostic.Create(Rules.Suppression, Location.Create(tree, default), BannedSymbol));
        }
    }

    private static bool Silences(ImmutableDictionary<string, ReportDiagnostic> options) =>
        options.TryGetValue(BannedSymbol, out var severity) && severity == ReportDiagnostic.Suppress;

    private static bool IsOfTheFence(string id) => id == BannedSymbol || id.StartsWith("LABS", StringComparison.Ordinal);
}
