using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Labs.Analyzers;

/// <summary>The rules of the fence around student code that a list of banned symbols can't express.</summary>
public static class Rules
{
    /// <summary>A task that nobody awaits.</summary>
    public static readonly DiagnosticDescriptor DroppedTask = Rule(
        "LABS001",
        "A task is dropped",
        "This task is dropped, and with it every exception in it: await it, or give the work to node.Start(...)");

    /// <summary>State that all servers of a process share.</summary>
    public static readonly DiagnosticDescriptor MutableStatic = Rule(
        "LABS002",
        "A static can change",
        "'{0}' would be shared by all servers and all runs: make it an instance field, a const, or static readonly of an immutable type");

    /// <summary>A fence that is switched off.</summary>
    public static readonly DiagnosticDescriptor Suppression = Rule(
        "LABS003",
        "A rule of the fence is suppressed",
        "{0} can't be suppressed: what it reports makes a run impossible to replay, so follow the cure in its message");

    /// <summary>A method that runs on with nobody to hear of its end.</summary>
    public static readonly DiagnosticDescriptor AsyncVoid = Rule(
        "LABS004",
        "async void",
        "Nobody can await 'async void': return a Task, and start it with node.Start(...) where nobody awaits it");

    /// <summary>A part of the language that leaves managed, deterministic code.</summary>
    public static readonly DiagnosticDescriptor LanguageDoor = Rule(
        "LABS005",
        "A part of C# that leaves the simulation",
        "{0}");

    /// <summary>Something given to System.Text.Json that is no data.</summary>
    public static readonly DiagnosticDescriptor JsonContent = Rule(
        "LABS006",
        "JSON of what is no data",
        "JSON of {0} could show what the process keeps, as a task or a type does: write records of numbers, strings and lists of them, "
        + "name their type in the call, and use JsonElement in place of object");

    /// <summary>Which code the rules hold for: a comment, a file's name, an attribute or a <c>#line hidden</c> that says 'generated' opens
    /// no door. Grading runs no generator, so nothing that is generated is left out of a submission.</summary>
    public const GeneratedCodeAnalysisFlags AllCode = GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private static DiagnosticDescriptor Rule(string id, string title, string message) => new(
        id,
        title,
        message,
        "Simulation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
