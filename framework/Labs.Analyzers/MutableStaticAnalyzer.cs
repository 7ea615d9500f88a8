using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>Reports static fields, properties and events that can change, or hold something that can.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableStaticAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rules.MutableStatic);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(Rules.AllCode);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    /// <summary>Whether a field is one that all servers share and can change, itself or by what it holds.</summary>
    public static bool IsSharedAndMutable(IFieldSymbol field) =>
        field is { IsStatic: true, IsConst: false } && !(field.IsReadOnly && Immutability.Holds(field.Type));

    private static void Check(SymbolAnalysisContext context)
    {
        // Through the type, since the fields behind properties and events are no symbols of the source.
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            if (member is IFieldSymbol field && IsSharedAndMutable(field))
                Report(context, field.AssociatedSymbol ?? field);
            else if (member is IEventSymbol { IsStatic: true, AddMethod.IsImplicitlyDeclared: true })
                Report(context, member);
        }
    }

    private static void Report(SymbolAnalysisContext context, ISymbol symbol) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.MutableStatic, symbol.Locations[0], symbol.Name));
}
