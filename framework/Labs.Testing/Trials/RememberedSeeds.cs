namespace Labs.Testing;

/// <summary>Remembers which seeds failed, so that they are tried first next time: <c>.labs/failures</c> at the repository's root,
/// a line each of lab, scenario and seed.</summary>
/// <remarks>A convenience: where the file can't be read or written, nothing is remembered. Whole files are replaced, under a lock
/// file, since suites of several labs may run at once.</remarks>
/// <param name="root">The repository's root.</param>
public sealed class RememberedSeeds(string root)
{
    private const int MostPerScenario = 5;
    private const int LockTries = 100;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    private readonly string _path = Path.Combine(root, ".labs", "failures");

    /// <summary>The seeds remembered for a scenario, those that failed last first.</summary>
    public IReadOnlyList<ulong> Of(string lab, string scenario)
    {
        try
        {
            return [.. Read().Where(line => line.Lab == lab && line.Scenario == scenario).Select(line => line.Seed)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Takes in what a run of a scenario showed.</summary>
    /// <param name="lab">The lab's name.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="failed">Seeds that failed; they come first next time.</param>
    /// <param name="passed">Seeds that passed; they are forgotten.</param>
    public void Update(string lab, string scenario, IReadOnlyCollection<ulong> failed, IReadOnlyCollection<ulong> passed)
    {
        try
        {
            if (failed.Count == 0 && !Of(lab, scenario).Any(passed.Contains))
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using var exclusive = Lock();
            Write(Merge(Read(), lab, scenario, failed, passed));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Remembering is not worth a failed test.
        }
    }

    private static List<Line> Merge(
        List<Line> lines, string lab, string scenario, IReadOnlyCollection<ulong> failed, IReadOnlyCollection<ulong> passed)
    {
        var others = lines.Where(line => line.Lab != lab || line.Scenario != scenario);
        var known = lines.Except(others).Select(line => line.Seed).Except(passed);
        return [.. others, .. failed.Union(known).Take(MostPerScenario).Select(seed => new Line(lab, scenario, seed))];
    }

    private FileStream Lock()
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (tries < LockTries)
            {
                Thread.Sleep(LockPause);
            }
        }
    }

    private List<Line> Read() => File.Exists(_path) ? [.. File.ReadLines(_path).Select(Line.Parse).OfType<Line>()] : [];

    private void Write(List<Line> lines)
    {
        string beside = _path + ".new";
        File.WriteAllLines(beside, lines.Select(line => $"{line.Lab} {line.Scenario} {Seeds.Format(line.Seed)}"));
        File.Move(beside, _path, overwrite: true);
    }

    private sealed record Line(string Lab, string Scenario, ulong Seed)
    {
        /// <summary>Reads a line; null where it is not one, since anybody may have edited the file.</summary>
        public static Line? Parse(string text)
        {
            if (text.Split(' ') is not [var lab, var scenario, ['0', 'x', ..] seed])
                return null;
            try
            {
                return new Line(lab, scenario, Seeds.Parse(seed));
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
