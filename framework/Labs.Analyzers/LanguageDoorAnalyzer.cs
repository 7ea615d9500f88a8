using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>Reports finalizers, unsafe and external code, and <c>dynamic</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageDoorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.LanguageDoor);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            c => Report(c, "A finalizer runs when the garbage collector likes, on another thread: use IDisposable"),
            SyntaxKind.DestructorDeclaration);
        context.RegisterSyntaxNodeAction(
            c => Report(c, "Unsafe code can break the simulation without a trace: use spans, or plain C#"),
            SyntaxKind.UnsafeStatement);
        context.RegisterSyntaxNodeAction(CheckModifiers, Declarations);
        context.RegisterSyntaxNodeAction(CheckDynamic, SyntaxKind.IdentifierName);
    }

    private static SyntaxKind[] Declarations =>
    [
        SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration,
        SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration, SyntaxKind.InterfaceDeclaration,
        SyntaxKind.ConstructorDeclaration, SyntaxKind.PropertyDeclaration, SyntaxKind.FieldDeclaration,
    ];

    private static void CheckModifiers(SyntaxNodeAnalysisContext context)
    {
        var modifiers = context.Node is LocalFunctionStatementSyntax function
            ? function.Modifiers
            : ((MemberDeclarationSyntax)context.Node).Modifiers;
        foreach (var modifier in modifiers)
        {
            if (modifier.IsKind(SyntaxKind.UnsafeKeyword))
                Report(context, "Unsafe code can break the simulation without a trace: use spans, or plain C#", modifier);
            else if (modifier.IsKind(SyntaxKind.ExternKeyword))
                Report(context, "Code outside of .NET can't be simulated: write it in C#", modifier);
        }
    }

    private static void CheckDynamic(SyntaxNodeAnalysisContext context)
    {
        if (((IdentifierNameSyntax)context.Node).Identifier.Text == "dynamic"
            && context.SemanticModel.GetTypeInfo(context.Node, context.CancellationToken).Type is { TypeKind: TypeKind.Dynamic })
            Report(context, "'dynamic' goes around the framework by reflection: use the type itself");
    }

    private static void Report(SyntaxNodeAnalysisContext context, string message, SyntaxToken? token = null) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.LanguageDoor, token?.GetLocation() ?? context.Node.GetFirstToken().GetLocation(), message));
}
