using System.Reflection;

namespace Labs.Testing;

/// <summary>A submission, loaded into the engine through its one door.</summary>
public sealed class Subject
{
    private readonly Assembly[] _assemblies;

    private Subject(Assembly[] assemblies) => _assemblies = assemblies;

    /// <summary>The simple name of the submission's assembly, as in <c>Labs.Raft</c>.</summary>
    public string Name => _assemblies[0].GetName().Name ?? "";

    /// <summary>Loads a submission from bytes, with the step budget and the stack probe woven in.</summary>
    /// <param name="assembly">The compiled submission.</param>
    /// <param name="symbols">Its portable symbols, or null.</param>
    /// <param name="weave">Whether to weave; off under a debugger.</param>
    /// <exception cref="SubjectException">The bytes are not a .NET assembly, or the symbols are not this assembly's.</exception>
    public static Subject Load(byte[] assembly, byte[]? symbols = null, bool weave = true) =>
        Load([new SubjectImage(assembly, symbols)], weave);

    /// <summary>Loads a submission of several assemblies, such as a service and the student's own Raft below it.</summary>
    /// <param name="images">The assemblies; the lab's own first. They find each other by name.</param>
    /// <param name="weave">Whether to weave; off under a debugger.</param>
    /// <exception cref="SubjectException">Something is not a .NET assembly, or symbols are not its assembly's.</exception>
    public static Subject Load(IReadOnlyList<SubjectImage> images, bool weave = true)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfZero(images.Count, nameof(images));
        return new Subject(new SubjectLoadContext(images, weave).LoadAll());
    }

    /// <summary>Makes the student's object: the one public class that implements the contract, by its constructor that takes the
    /// arguments in this order. What that constructor throws passes through as it is.</summary>
    /// <exception cref="SubjectException">There is no such class, or more than one, or no such constructor.</exception>
    public TContract Create<TContract>(params object[] arguments)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var constructor = SubjectClass.FindConstructor(_assemblies, typeof(TContract), arguments);
        return (TContract)constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
    }
}
