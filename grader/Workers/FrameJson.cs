using System.Text.Json.Serialization;
using Labs.Grader.Compiling;
using Labs.Grader.Grading;

namespace Labs.Grader.Workers;

/// <summary>How messages become JSON, made by the compiler: to find it out in each process anew takes a third of a second.</summary>
[JsonSerializable(typeof(CompileOrder))]
[JsonSerializable(typeof(CompileReport))]
[JsonSerializable(typeof(WorkerJob))]
[JsonSerializable(typeof(TrialOrder))]
[JsonSerializable(typeof(TrialReport))]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class FrameJson : JsonSerializerContext;
