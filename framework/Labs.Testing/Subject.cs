namespace Labs.Testing;

/// <summary>A submission, loaded into the engine through its one door.</summary>
public sealed class Subject
{
    /// <summary>Loads a submission from bytes, with the step budget and the stack probe woven in.</summary>
    /// <param name="assembly">The compiled submission.</param>
    /// <param name="symbols">Its portable symbols, or null.</param>
    /// <param name="weave">Whether to weave; off under a debugger.</param>
    public static Subject Load(byte[] assembly, byte[]? symbols = null, bool weave = true) => throw new NotSupportedException();

    /// <summary>Makes the student's object: the one public class that implements the contract, by its constructor that takes the
    /// arguments in this order.</summary>
    /// <exception cref="SubjectException">There is no such class, or more than one, or no such constructor.</exception>
    public TContract Create<TContract>(params object[] arguments)
        where TContract : class => throw new NotSupportedException();
}
