using NUnit.Framework;

namespace Labs.Fence.Tests;

/// <summary>What leaves the simulation does not compile: every family of the ban list, as a student would write it.</summary>
[TestFixture]
internal sealed class RefusedCodeTests
{
    private const string Banned = "RS0030";

    // The banned symbol as the message names it, and the code.
    private static readonly (string Symbol, string Code)[] Snippets =
    [
        // Waiting.
        ("Task.Delay(int)", "await Task.Delay(100);"),
        ("Task.Delay(TimeSpan, CancellationToken)", "await Task.Delay(1.Seconds(), cancel);"),
        ("Task.Delay(TimeSpan, TimeProvider)", "await Task.Delay(1.Seconds(), node.Clock);"),
        ("Task.WaitAsync(TimeSpan)", "await task.WaitAsync(1.Seconds());"),
        ("Task<TResult>.WaitAsync(TimeSpan, CancellationToken)", "await number.WaitAsync(1.Seconds(), cancel);"),
        ("CancellationTokenSource.CancelAfter(int)", "source.CancelAfter(5);"),
        ("CancellationTokenSource.CancelAfter(TimeSpan)", "source.CancelAfter(1.Seconds());"),
        ("CancellationTokenSource.CancellationTokenSource(TimeSpan)", "using var limit = new CancellationTokenSource(1.Seconds());"),
        ("CancellationTokenSource.CancellationTokenSource(int)", "using CancellationTokenSource limit = new(5);"),
        (
            "CancellationTokenSource.CancellationTokenSource(TimeSpan, TimeProvider)",
            "using var limit = new CancellationTokenSource(1.Seconds(), node.Clock);"),
        ("CancellationTokenSource.CancelAsync()", "await source.CancelAsync();"),
        ("PeriodicTimer", "using var timer = new PeriodicTimer(1.Seconds(), node.Clock);"),
        ("Timer", "using var timer = new Timer(_ => { }, null, 0, 5);"),
        ("System.Timers", "using var timer = new System.Timers.Timer(5);"),
        (
            "TimeProvider.CreateTimer(TimerCallback, object?, TimeSpan, TimeSpan)",
            "node.Clock.CreateTimer(_ => { }, null, 1.Seconds(), 1.Seconds());"),

        // Tasks that leave the node's thread.
        ("Task.Run(Action)", "await Task.Run(() => { });"),
        ("Task.Run(Func<Task?>)", "await Task.Run(WorkAsync);"),
        ("Task.Run<TResult>(Func<TResult>)", "await Task.Run(() => 1);"),
        ("Task.Run<TResult>(Func<Task<TResult>?>)", "await Task.Run(async () => { await WorkAsync(); return 1; });"),
        ("Task.Run<TResult>(Func<TResult>, CancellationToken)", "await Task.Run(() => 1, cancel);"),
        ("Task.Run(Action)", "Func<Action, Task> run = Task.Run; await run(() => { });"),
        ("Task.Task(Action)", "var work = new Task(() => { });"),
        ("TaskFactory", "await Task.Factory.StartNew(() => { });"),
        ("TaskScheduler", "TaskScheduler.UnobservedTaskException += (_, _) => { };"),
        ("Task.ContinueWith(Action<Task>)", "await task.ContinueWith(t => { });"),
        ("Task<TResult>.ContinueWith<TNewResult>(Func<Task<TResult>, TNewResult>)", "await number.ContinueWith(t => 1);"),
        ("Task.ConfigureAwait(bool)", "await task.ConfigureAwait(false);"),
        ("Task<TResult>.ConfigureAwait(bool)", "await number.ConfigureAwait(true);"),
        ("Task.ConfigureAwait(ConfigureAwaitOptions)", "await task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);"),
        ("ValueTask.ConfigureAwait(bool)", "await value.ConfigureAwait(false);"),
        ("ValueTask<TResult>.ConfigureAwait(bool)", "await valueNumber.ConfigureAwait(false);"),
        ("TaskAsyncEnumerableExtensions.ConfigureAwait", "await using var d = ((IAsyncDisposable)null!).ConfigureAwait(false);"),
        ("Task.WhenEach", "await foreach (var t in Task.WhenEach(task, number)) { }"),
        ("TaskExtensions", "await Task.FromResult(task).Unwrap();"),
        ("ValueTask.AsTask()", "await value.AsTask();"),
        ("ValueTask<TResult>.AsTask()", "await Task.WhenAny(channel.Reader.ReadAsync(cancel).AsTask(), number);"),
        ("ValueTask<TResult>.Preserve()", "valueNumber = valueNumber.Preserve();"),
        (
            "TaskCreationOptions.RunContinuationsAsynchronously",
            "var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);"),
        ("ChannelReader<T>.ReadAllAsync(CancellationToken)", "await foreach (int i in channel.Reader.ReadAllAsync(cancel)) { }"),
        ("ChannelReader<T>.Completion", "await channel.Reader.Completion;"),
        (
            "ChannelOptions.AllowSynchronousContinuations",
            "var c = Channel.CreateUnbounded<int>(new() { AllowSynchronousContinuations = true });"),
        ("AsyncEnumerable", "await foreach (int i in ((IAsyncEnumerable<int>)null!).Where(x => x > 1)) { }"),
        ("Parallel", "Parallel.For(0, 3, i => { });"),
        ("Parallel", "await Parallel.ForEachAsync(names, (_, _) => ValueTask.CompletedTask);"),
        ("ParallelEnumerable", "int n = names.AsParallel().Count();"),

        // Blocking.
        ("Task.Wait()", "task.Wait();"),
        ("Task.Wait(TimeSpan)", "task.Wait(1.Seconds());"),
        ("Task.WaitAll", "Task.WaitAll(task, number);"),
        ("Task.WaitAny", "Task.WaitAny(task, number);"),
        ("Task<TResult>.Result", "int n = number.Result;"),
        ("ValueTask<TResult>.Result", "int n = valueNumber.Result;"),
        ("TaskAwaiter.GetResult()", "task.GetAwaiter().GetResult();"),
        ("TaskAwaiter<TResult>.GetResult()", "int n = number.GetAwaiter().GetResult();"),
        ("TaskAwaiter.OnCompleted(Action)", "task.GetAwaiter().OnCompleted(() => { });"),
        (
            "TaskAsyncEnumerableExtensions.ToBlockingEnumerable",
            "foreach (int i in ((IAsyncEnumerable<int>)null!).ToBlockingEnumerable(cancel)) { }"),
        ("SemaphoreSlim", "using var one = new SemaphoreSlim(1); await one.WaitAsync(cancel);"),
        ("Mutex", "using var mutex = new Mutex();"),
        ("ReaderWriterLockSlim", "using var l = new ReaderWriterLockSlim();"),
        ("ManualResetEvent", "using var e = new ManualResetEvent(false);"),
        ("ManualResetEventSlim", "using var e = new ManualResetEventSlim();"),
        ("AutoResetEvent", "using var e = new AutoResetEvent(false);"),
        ("CountdownEvent", "using var e = new CountdownEvent(2);"),
        ("Barrier", "using var e = new Barrier(2);"),
        ("Monitor.Wait(object)", "lock (names) Monitor.Wait(names);"),
        ("Monitor.TryEnter(object, int)", "Monitor.TryEnter(names, 100);"),
        ("Monitor.TryEnter(object)", "Monitor.TryEnter(\"text\");"),
        ("Monitor.Exit(object)", "Monitor.Exit(typeof(INode));"),
        ("Monitor.IsEntered(object)", "bool held = Monitor.IsEntered(\"text\");"),
        ("CancellationToken.WaitHandle", "cancel.WaitHandle.WaitOne();"),
        ("SpinWait", "SpinWait.SpinUntil(() => true);"),

        // Threads.
        ("Thread", "new Thread(() => { }).Start();"),
        ("Thread", "Thread.Sleep(1);"),
        ("ThreadPool", "ThreadPool.QueueUserWorkItem(_ => { });"),
        ("SynchronizationContext", "SynchronizationContext.SetSynchronizationContext(null);"),
        ("ExecutionContext", "using var flow = ExecutionContext.SuppressFlow();"),
        ("AsyncLocal<T>", "//members\nreadonly AsyncLocal<int> local = new();"),
        ("ThreadLocal<T>", "//members\nreadonly ThreadLocal<int> local = new();"),
        ("ThreadStaticAttribute", "//members\n[ThreadStatic] static int count;"),
        ("Task.Id", "int id = task.Id;"),

        // Time and randomness.
        ("DateTime.Now", "var now = DateTime.Now;"),
        ("DateTime.UtcNow", "var now = DateTime.UtcNow;"),
        ("DateTime.Today", "var now = DateTime.Today;"),
        ("DateTimeOffset.Now", "var now = DateTimeOffset.Now;"),
        ("DateTimeOffset.UtcNow", "var now = DateTimeOffset.UtcNow.AddSeconds(1);"),
        ("Stopwatch", "var watch = System.Diagnostics.Stopwatch.StartNew();"),
        ("Environment.TickCount", "int t = Environment.TickCount;"),
        ("Environment.TickCount64", "long t = Environment.TickCount64;"),
        ("TimeProvider.System", "var clock = TimeProvider.System;"),
        ("TimeZoneInfo.Local", "var zone = TimeZoneInfo.Local;"),
        ("Random.Random()", "int n = new Random().Next();"),
        ("Random.Random(int)", "Random random = new(42);"),
        ("Random.Shared", "int n = Random.Shared.Next();"),
        ("Enumerable.Shuffle<TSource>(IEnumerable<TSource>)", "var shuffled = names.Shuffle();"),
        ("Guid.NewGuid()", "var id = Guid.NewGuid();"),
        ("Guid.CreateVersion7()", "var id = Guid.CreateVersion7();"),
        ("System.Security", "int n = System.Security.Cryptography.RandomNumberGenerator.GetInt32(5);"),

        // Order and hashes.
        ("string.GetHashCode()", "int h = \"key\".GetHashCode();"),
        ("string.GetHashCode(StringComparison)", "int h = \"key\".GetHashCode(StringComparison.OrdinalIgnoreCase);"),
        ("object.GetHashCode()", "int h = (1, 2).GetHashCode();"),
        ("object.GetHashCode()", "int h = new Ping(1, \"key\").GetHashCode();"),
        ("object.GetHashCode()", "int h = new object().GetHashCode();"),
        ("EqualityComparer<T>.GetHashCode(T)", "int h = EqualityComparer<string>.Default.GetHashCode(\"key\");"),
        ("StringComparer.GetHashCode(string)", "int h = StringComparer.Ordinal.GetHashCode(\"key\");"),
        ("ReferenceEqualityComparer.GetHashCode(object?)", "int h = ReferenceEqualityComparer.Instance.GetHashCode(names);"),
        ("HashCode", "int h = HashCode.Combine(1, 2);"),
        ("ImmutableDictionary<TKey, TValue>", "var d = ImmutableDictionary<string, int>.Empty;"),
        ("ImmutableDictionary", "var d = ImmutableDictionary.Create<string, int>();"),
        ("ImmutableDictionary", "var d = names.ToImmutableDictionary(n => n);"),
        ("ImmutableHashSet", "var d = ImmutableHashSet.Create(\"a\");"),
        ("ImmutableHashSet", "var d = names.ToImmutableHashSet();"),
        ("System.Collections.Concurrent", "var d = new ConcurrentDictionary<string, int>();"),
        ("System.Collections.Concurrent", "var d = new BlockingCollection<int>();"),
        ("System.Collections.Frozen", "var d = names.ToFrozenSet();"),
        ("System.Collections.Frozen", "var d = names.ToFrozenDictionary(n => n);"),
        ("Hashtable", "var d = new Hashtable();"),
        ("ConditionalWeakTable<TKey, TValue>", "var d = new System.Runtime.CompilerServices.ConditionalWeakTable<object, object>();"),
        ("WeakReference", "var w = new WeakReference(names);"),
        ("WeakReference<T>", "var w = new WeakReference<object>(names);"),
        ("GC.Collect()", "GC.Collect();"),
        ("GC.GetTotalMemory(bool)", "long m = GC.GetTotalMemory(false);"),
        ("ArrayPool<T>", "var a = System.Buffers.ArrayPool<byte>.Shared.Rent(5);"),
        ("string.Intern(string)", "string.Intern(\"a\");"),
        ("CultureInfo.CurrentCulture", "System.Globalization.CultureInfo.CurrentCulture = new(\"de\");"),
        ("Vector<T>", "int n = System.Numerics.Vector<int>.Count;"),

        // JSON.
        ("JsonConverter<T>", "//members\nabstract class Own : System.Text.Json.Serialization.JsonConverter<Ping>;"),
        ("JsonConverterAttribute", "//members\n[System.Text.Json.Serialization.JsonConverter(typeof(int))] record Own(int N);"),
        ("JsonSerializerOptions.IncludeFields", "var o = new System.Text.Json.JsonSerializerOptions { IncludeFields = true };"),
        ("JsonSerializerOptions.GetTypeInfo(Type)", "_ = System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(node.GetType());"),
        ("System.Text.Json.Serialization.Metadata", "_ = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver();"),

        // The machine.
        ("System.IO", "File.WriteAllText(\"log\", \"text\");"),
        ("System.IO", "using var s = new MemoryStream();"),
        ("System.IO", "Console.Error.WriteLine(1);"),
        ("System.Net", "using var http = new HttpClient();"),
        ("System.Net", "var s = new System.Net.Sockets.TcpClient();"),
        ("Process", "System.Diagnostics.Process.Start(\"sh\");"),
        ("AppDomain", "AppDomain.CurrentDomain.SetData(\"a\", 1);"),
        ("AppContext", "AppContext.SetSwitch(\"a\", true);"),
        ("Environment.Exit(int)", "Environment.Exit(0);"),
        ("Environment.GetEnvironmentVariable(string)", "var seed = Environment.GetEnvironmentVariable(\"LABS_SEED\");"),
        ("Environment.ProcessorCount", "int n = Environment.ProcessorCount;"),
        ("Console.ReadLine()", "Console.ReadLine();"),
        ("Console.SetOut(TextWriter)", "Console.SetOut(null!);"),
        ("Console.Out", "var o = Console.Out;"),
        ("Debug", "System.Diagnostics.Debug.Assert(false);"),
        ("Trace", "System.Diagnostics.Trace.WriteLine(1);"),
        ("StackTrace", "var s = new System.Diagnostics.StackTrace();"),
        ("Debugger.IsAttached", "if (System.Diagnostics.Debugger.IsAttached) names.Clear();"),

        // Doors around the types.
        ("Type.GetField(string, BindingFlags)", "var f = typeof(Server).GetField(\"node\", System.Reflection.BindingFlags.NonPublic);"),
        ("Type.GetMethods()", "foreach (var m in node.GetType().GetMethods()) { }"),
        ("Type.GetType(string)", "var t = Type.GetType(\"System.IO.File\");"),
        ("Type.Assembly", "var a = typeof(INode).Assembly;"),
        ("Activator", "var o = Activator.CreateInstance(typeof(object));"),
        ("Assembly", "var a = System.Reflection.Assembly.GetExecutingAssembly();"),
        ("System.Linq.Expressions", "var e = System.Linq.Expressions.Expression.Constant(1);"),
        ("System.Runtime.Loader", "var c = System.Runtime.Loader.AssemblyLoadContext.Default;"),
        ("Delegate.DynamicInvoke(params object?[]?)", "((Delegate)WorkAsync).DynamicInvoke();"),
        ("Delegate.Target", "Func<Task> work = WorkAsync; var target = work.Target;"),
        ("Unsafe", "var o = System.Runtime.CompilerServices.Unsafe.As<string>(node);"),
        ("System.Runtime.InteropServices", "var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names);"),
        ("System.Runtime.InteropServices", "//members\n[System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid();"),
        (
            "UnsafeAccessorAttribute",
            "//members\n[System.Runtime.CompilerServices.UnsafeAccessor("
                + "System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"x\")] static extern ref int X(string s);"),
        ("ModuleInitializerAttribute", "//members\n[System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { }"),
    ];

    private static readonly Lazy<SnippetCompilation> Compilation = new(() => new SnippetCompilation(Snippets.Select(Parse)));

    private static IEnumerable<TestCaseData> Cases => Snippets.Select(snippet =>
        new TestCaseData(snippet.Symbol, Parse(snippet)).SetArgDisplayNames(snippet.Code.ReplaceLineEndings(" ")));

    [TestCaseSource(nameof(Cases))]
    public void What_leaves_the_simulation_does_not_compile(string symbol, Snippet snippet)
    {
        var errors = Compilation.Value.Errors(snippet).ToList();

        Assert.That(errors.Where(e => e.Id.StartsWith("CS", StringComparison.Ordinal)), Is.Empty, "The snippet itself is wrong.");
        Assert.That(
            errors.Where(e => e.Id == Banned).Select(e => e.GetMessage(null)),
            Has.Some.StartsWith($"The symbol '{symbol}"));
    }

    private static Snippet Parse((string Symbol, string Code) snippet) => new(Banned, snippet.Code);
}
