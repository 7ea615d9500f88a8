using System.Globalization;
using Labs.Analyzers;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace Labs.Grader.Verification;

/// <summary>Finds static fields that can change, by the analyzer's own notion of what can't.</summary>
internal static class SharedState
{
    /// <summary>Lists them.</summary>
    public static IEnumerable<Finding> Check(ModuleDefinition module, SourceMap map)
    {
        // The compiler keeps delegates and constants in types that have no name in C#, and they never change.
        var fields = module.GetTypes().Where(type => !Synthesized.IsType(type)).SelectMany(type => type.Fields);
        foreach (var field in fields.Where(field => field is { IsStatic: true, IsLiteral: false }))
        {
            if (map.FindField(field) is IFieldSymbol symbol && !MutableStaticAnalyzer.IsSharedAndMutable(symbol)) continue;
            var from = map.Find(field, null);
            string name = field.Name.Split('<', '>') is ["", var property, ..] ? property : field.Name;
            string format = Rules.MutableStatic.MessageFormat.ToString(CultureInfo.InvariantCulture);
            string message = string.Format(CultureInfo.InvariantCulture, format, name);
            yield return new Finding(new Violation(from.Name, Rules.MutableStatic.Id, message), from);
        }
    }
}
