namespace Labs.Simulation;

/// <summary>Reads what an exception says of itself. Its type may be the student's own, and its words then are code that may throw in its
/// turn, or say another thing each time: it is asked once, and believed no further than a text goes.</summary>
internal static class ExceptionText
{
    private const int CharactersMost = 20_000;

    /// <summary>Its message.</summary>
    public static string Message(Exception error) => Read(error, static asked => asked.Message);

    /// <summary>Its type, message and stack.</summary>
    public static string Whole(Exception error) => Read(error, static asked => asked.ToString());

    private static string Read(Exception error, Func<Exception, string?> ask)
    {
        try
        {
            var text = ask(error) ?? "";
            return text.Length <= CharactersMost ? text : text[..CharactersMost];
        }
        catch (Exception other)
        {
            return $"(asked for its words it threw {other.GetType().Name})";
        }
    }
}
