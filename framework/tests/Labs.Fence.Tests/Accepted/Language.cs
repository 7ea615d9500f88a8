using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Student;

public interface IShape
{
    static abstract int Corners { get; }
}

[DebuggerDisplay("{Name}")]
public abstract record Shape(string Name)
{
    public required int Size { get; init; }

    public static int Of<T>()
        where T : IShape => T.Corners;
}

public sealed record Square() : Shape("square"), IShape
{
    public static int Corners => 4;
}

/// <summary>The language itself: records, patterns, iterators, events, generics, spans, tuples, exceptions.</summary>
public sealed class Language<T>
    where T : class, new()
{
    public event EventHandler? Changed;

    [MaybeNull]
    public T Value { get; private set; } = null;

    public int Clamped
    {
        get;
        set => field = Math.Clamp(value, 0, 10);
    }

    public IEnumerable<int> Evens(params ReadOnlySpan<int> numbers)
    {
        var found = new List<int>();
        foreach (ref readonly int number in numbers)
        {
            if (number % 2 is 0)
                found.Add(number);
        }

        return found;
    }

    public string Describe(object thing) => thing switch
    {
        Shape { Size: > 3 and < 5, Name: [var first, ..] } => $"{first}",
        (int x, int y) => $"{x + y}",
        int[] and [1, .., 3] => nameof(Evens),
        null => throw new ArgumentNullException(nameof(thing)),
        _ => typeof(T).Name + thing.GetType().Name,
    };

    public IEnumerable<int> Squares()
    {
        for (int i = 0; ; i++)
            yield return i * i;
    }

    public T Renew()
    {
        (Value, var old) = (new T(), Value);
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            return old ?? throw new InvalidOperationException("There was none.");
        }
        catch (InvalidOperationException e) when (e.Message.Length > 0)
        {
            throw new UnreachableException("It can't be.", e);
        }
        finally
        {
            Clamped = Small();
        }
    }

    private static int Small()
    {
        Span<byte> small = stackalloc byte[8];
        small.Fill(1);
        return small[0];
    }
}
