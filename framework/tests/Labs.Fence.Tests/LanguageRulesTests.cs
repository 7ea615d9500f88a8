using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Labs.Fence.Tests;

/// <summary>The rules that the analyzers add to the ban list: each refuses what it should, and nothing beside it.</summary>
[TestFixture]
internal sealed class LanguageRulesTests
{
    private static readonly Snippet[] Snippets =
    [
        // A dropped task.
        new("LABS001", "WorkAsync();"),
        new("LABS001", "_ = WorkAsync();"),
        new("LABS001", "_ = (object)WorkAsync();"),
        new("LABS001", "Peer.CallAsync(new Ping(1, \"a\"));"),
        new("LABS001", "(node.Others.Count > 0 ? Peer : null)?.CallAsync(new Ping(1, \"a\"));"),
        new("LABS001", "channel.Writer.WriteAsync(1, cancel);"),
        new("LABS001", "Task.WhenAll(task, number);"),
        new("LABS001", "Action act = () => WorkAsync();"),
        new("LABS001", "names.ForEach(name => WorkAsync());"),
        new("", "await WorkAsync();"),
        new("", "await Task.WhenAny(task, number);"),
        new("", "_ = await Task.WhenAny(task, number);"),
        new("", "var later = WorkAsync(); await later;"),
        new("", "node.Start(() => WorkAsync());"),
        new("", "node.Start(WorkAsync);"),
        new("", "node.Every(1.Seconds(), () => WorkAsync());"),
        new("", "_ = names.Remove(\"a\");"),
        new("", "var tasks = names.Select(name => WorkAsync()).ToList(); await Task.WhenAll(tasks);"),

        // A static that can change.
        new("LABS002", "//members\nstatic int count;"),
        new("LABS002", "//members\npublic static int Count { get; set; }"),
        new("LABS002", "//members\npublic static List<int> All { get; } = [];"),
        new("LABS002", "//members\nstatic event Action? Changed;"),
        new("LABS002", "//members\nstatic readonly List<int> All = [];"),
        new("LABS002", "//members\nstatic readonly Dictionary<int, Server> All = [];"),
        new("LABS002", "//members\nstatic readonly int[] All = [1];"),
        new("LABS002", "//members\nstatic readonly IReadOnlyList<int> All = [1];"),
        new("LABS002", "//members\nstatic readonly object Gate = new();"),
        new("LABS002", "//members\nstatic readonly Func<int> Next = () => 1;"),
        new("LABS002", "//members\nstatic readonly ImmutableArray<int[]> All = [];"),
        new("LABS002", "//members\nclass Box<T> { public static readonly T? Value; }"),
        new("LABS002", "//members\nsealed record Open(int A) { public int B { get; set; } } static readonly Open One = new(1);"),
        new("LABS002", "//members\ninterface IShared { static int Count; }"),
        new("LABS002", "//members\nsealed class Box(int n) { public int Next() => n++; } static readonly Box All = new(0);"),
        new("LABS002", "//members\nsealed class Box { public event Action? Changed; } static readonly Box All = new();"),
        new("LABS002", "//members\nstatic readonly StringComparer Order = StringComparer.Ordinal;"),
        new("LABS002", "//members\nstatic readonly ImmutableSortedSet<int> All = [];"),
        new("LABS002", "//members\nstatic readonly ImmutableSortedDictionary<int, int> All = ImmutableSortedDictionary<int, int>.Empty;"),
        new("", "//members\nconst int Max = 5; const string Name = \"a\";"),
        new("", "//members\nstatic readonly TimeSpan Longest = 5.Seconds();"),
        new("", "//members\nstatic readonly ImmutableArray<string> All = [\"a\"];"),
        new("", "//members\nstatic readonly (int, string) Pair = (1, \"a\");"),
        new("", "//members\nstatic readonly Ping First = new(1, \"a\");"),
        new("", "//members\nstatic ReadOnlySpan<byte> Magic => [1, 2, 3];"),
        new("", "//members\nstatic int Twice(int n) => 2 * n; static int Zero => 0;"),
        new("", "//members\nenum Role { Follower, Candidate, Leader }"),
        new("", "Func<int, int> twice = n => 2 * n; Func<int, int> other = static n => n;"),

        // A rule that is silenced. The pragma doesn't silence the rule about pragmas.
        new("LABS003", "\n#pragma warning disable RS0030\nawait Task.Delay(1);"),
        new("LABS003", "\n#pragma warning disable CS0168, LABS001\nWorkAsync();"),
        new("LABS003", "\n#pragma warning disable LABS003\nWorkAsync();"),
        new("LABS003", "\n#pragma warning disable\nawait Task.Delay(1);"),
        new("LABS001", "\n#pragma warning disable LABS001\nWorkAsync();"),
        new(
            "LABS003",
            "//members\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"ApiDesign\", \"RS0030:Do not use banned APIs\")]"
            + " Task W() => Task.Delay(1);"),
        new("", "\n#pragma warning disable CS0219\nint unused = 1;\n#pragma warning restore CS0219"),
        new("", "//members\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Style\", \"IDE0060\")] void W(int unused) { }"),

        // async void.
        new("LABS004", "//members\nasync void Work() => await WorkAsync();"),
        new("LABS004", "async void Work() => await WorkAsync();"),
        new("LABS004", "Action work = async () => await WorkAsync();"),
        new("LABS004", "names.ForEach(async name => await WorkAsync());"),
        new("LABS004", "Action work = async delegate { await WorkAsync(); };"),
        new("", "Func<Task> work = async () => await WorkAsync();"),
        new("", "node.Start(async () => await WorkAsync());"),
        new("", "node.Handle(async (Ping ping) => { await WorkAsync(); return new Pong(ping.Number); });"),

        // Parts of the language.
        new("LABS005", "//members\n~Server() { }"),
        new("LABS005", "//members\nunsafe void Work() { }"),
        new("LABS005", "//members\nunsafe struct Raw { public int* Pointer; }"),
        new("LABS005", "unsafe { int* p = null; }"),
        new("LABS005", "//members\nstatic extern int getpid();"),
        new("LABS005", "int n = 1; var reference = __makeref(n);"),
        new("LABS005", "\n#line 1 \"Elsewhere.cs\"\nint unused = 1;"),
        new("LABS005", "\n#line hidden\nint unused = 1;"),
        new("LABS005", "dynamic any = node;"),
        new("LABS005", "//members\nvoid Work(dynamic any) { }"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.Serialize(task);"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.Serialize<object>(node);"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(node.GetType());"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.SerializeToNode(new { Work = task });"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.Serialize(new List<Exception>());"),
        new("LABS006", "_ = System.Text.Json.JsonSerializer.Serialize(task, typeof(Task));"),
        new("LABS006", "_ = System.Text.Json.Nodes.JsonValue.Create(task);"),
        new("LABS006", "Func<Task, System.Text.Json.JsonSerializerOptions?, string> f = System.Text.Json.JsonSerializer.Serialize;"),
        new("LABS006", "//members\nclass Odd : Exception; string W(Odd odd) => System.Text.Json.JsonSerializer.Serialize(odd);"),
        new("LABS006", "//members\nrecord Odd(int N) { public Task T => null!; }"
            + "string W(Odd odd) => System.Text.Json.JsonSerializer.Serialize(odd);"),
        new("", "//members\nstatic byte[] Bytes<T>(T value) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value);"),
        new("", "_ = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, List<(int, string)?>>());"),
        new("", "_ = System.Text.Json.JsonSerializer.Serialize(new { Name = names[0], When = 1.Seconds(), Raw = new byte[1] });"),
        new("", "_ = System.Text.Json.JsonSerializer.Deserialize<Ping>(System.Text.Json.JsonSerializer.SerializeToElement(new Ping(1, \"a\")));"),
        new("", "_ = new System.Text.Json.Nodes.JsonArray { 1, \"a\" }.ToJsonString();"),
        new("", "int dynamic = 1; dynamic++;"),
        new("", "\n#region line\nint unused = 1;\n#endregion"),
        new("", "//members\nclass System { public const int Line = 1; }"),
    ];

    private static readonly Lazy<SnippetCompilation> Compilation = new(() => new SnippetCompilation(Snippets));

    [TestCaseSource(nameof(Snippets))]
    public void A_rule_refuses_what_it_names_and_nothing_else(Snippet snippet)
    {
        var found = Compilation.Value.Errors(snippet).Select(error => error.Id).Where(id => id is not ("CS0626" or "CS0227")).ToList();

        Assert.That(found, snippet.Rule.Length > 0 ? Has.Member(snippet.Rule) : Is.Empty);
    }

    [TestCase("namespace System.Runtime.CompilerServices { class IgnoresAccessChecksToAttribute : Attribute; }")]
    [TestCase("namespace @System.CodeDom.Compiler; class GeneratedCodeAttribute(string tool, string version) : Attribute;")]
    [TestCase("namespace Microsoft { namespace CodeAnalysis { struct Embedded; } }")]
    public void A_type_that_passes_for_one_of_the_base_librarys_is_refused(string source)
    {
        var errors = StudentCompiler.Errors(("Own.cs", source));

        Assert.That(errors["Own.cs"].Select(error => error.Id), Is.EqualTo(["LABS005"]));
    }

    [TestCase("Own.cs", "// <auto-generated/>\n")]
    [TestCase("Own.g.cs", "")]
    [TestCase("Own.cs", "#line hidden\n")]
    public void Code_that_passes_for_generated_is_refused_all_the_same(string file, string head)
    {
        const string Code = "class Own { static int s_count; Task Work() => Task.CompletedTask; async void Run() { Work(); } }";
        var errors = StudentCompiler.Errors((file, head + Code));

        Assert.That(errors[file].Select(error => error.Id), Is.SupersetOf(["LABS001", "LABS002", "LABS004"]));
    }

    [Test]
    public void A_project_that_silences_the_fence_is_told_so()
    {
        var options = StudentCompiler.Library.Options.WithSpecificDiagnosticOptions([new("RS0030", ReportDiagnostic.Suppress)]);
        var errors = StudentCompiler.Errors(StudentCompiler.Library.WithOptions(options));

        Assert.That(errors.SelectMany(file => file).Select(error => error.Id), Is.EqualTo(["LABS003"]));
    }
}
