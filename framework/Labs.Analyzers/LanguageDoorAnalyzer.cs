using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>Reports finalizers, unsafe and external code, <c>dynamic</c>, rented texts, and types that pass for .NET's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageDoorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.LanguageDoor);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(c => Report(c, Doors.Finalizer), SyntaxKind.DestructorDeclaration);
        context.RegisterSyntaxNodeAction(c => Report(c, Doors.UnsafeCode), UnsafeParts);
        context.RegisterSyntaxNodeAction(CheckModifiers, Declarations);
        context.RegisterSyntaxNodeAction(CheckDynamic, SyntaxKind.IdentifierName);
        context.RegisterSyntaxNodeAction(CheckRentedText, SyntaxKind.IdentifierName);
        context.RegisterSymbolAction(CheckNamespace, SymbolKind.NamedType);
    }

    private static SyntaxKind[] UnsafeParts =>
    [
        SyntaxKind.UnsafeStatement, SyntaxKind.MakeRefExpression, SyntaxKind.RefTypeExpression, SyntaxKind.RefValueExpression,
        SyntaxKind.ArgListExpression,
    ];

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
                Report(context, Doors.UnsafeCode, modifier);
            else if (modifier.IsKind(SyntaxKind.ExternKeyword))
                Report(context, Doors.ExternalCode, modifier);
        }
    }

    private static void CheckDynamic(SyntaxNodeAnalysisContext context)
    {
        if (((IdentifierNameSyntax)context.Node).Identifier.Text == "dynamic"
            && context.SemanticModel.GetTypeInfo(context.Node, context.CancellationToken).Type is { TypeKind: TypeKind.Dynamic })
            Report(context, Doors.Dynamic);
    }

    // A ban would also hold for what the compiler makes of $"...". By name, since without it nobody can have a variable of the type.
    private static void CheckRentedText(SyntaxNodeAnalysisContext context)
    {
        if (((IdentifierNameSyntax)context.Node).Identifier.ValueText == "DefaultInterpolatedStringHandler")
            Report(context, Doors.RentedText);
    }

    private static void CheckNamespace(SymbolAnalysisContext context)
    {
        if (context.Symbol is { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } space }
            && space.ToDisplayString().Split('.')[0] is "System" or "Microsoft")
            context.ReportDiagnostic(Diagnostic.Create(Rules.LanguageDoor, context.Symbol.Locations[0], Doors.ForeignNamespace));
    }

    private static void Report(SyntaxNodeAnalysisContext context, string message, SyntaxToken? token = null) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.LanguageDoor, token?.GetLocation() ?? context.Node.GetFirstToken().GetLocation(), message));
}
