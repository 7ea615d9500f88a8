namespace Labs.Grader.Compiling;

/// <summary>How much the compiler may take for one submission.</summary>
/// <param name="Processor">Of the processors' time: how busy the machine is must not decide.</param>
/// <param name="Wall">By the wall clock, for what waits and does not work.</param>
/// <param name="Memory">The largest heap, in bytes.</param>
internal sealed record CompilerLimits(TimeSpan Processor, TimeSpan Wall, long Memory)
{
    /// <summary>A lab's solution takes 3 s and 200 MB.</summary>
    public static readonly CompilerLimits Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), 768L * 1024 * 1024);
}
