using System.Reflection;
using System.Runtime.Loader;

namespace Labs.Testing;

/// <summary>Where the assemblies of one submission live. What they refer to and did not bring along is the host's own copy, so that
/// the contract's types are the same on both sides.</summary>
/// <remarks>Not collectible: System.Text.Json keeps load contexts alive anyway.</remarks>
internal sealed class SubjectLoadContext : AssemblyLoadContext
{
    private readonly AssemblyLoadContext _host = GetLoadContext(typeof(SubjectLoadContext).Assembly) ?? Default;
    private readonly IReadOnlyList<SubjectImage> _images;
    private readonly string[] _names;
    private readonly Assembly?[] _loaded;

    public SubjectLoadContext(IReadOnlyList<SubjectImage> images, bool weave)
        : base("subject")
    {
        _loaded = new Assembly?[images.Count];
        _names = [.. images.Select(image => Weaver.NameOf(image.Assembly))];
        if (_names.Distinct().Count() < _names.Length)
            throw new SubjectException($"Two assemblies of the submission have one name ({string.Join(", ", _names)}).");

        using var resolver = new SubjectReferences(images, _names, _host);
        _images = weave ? [.. images.Select(image => Weaver.Weave(image, resolver))] : images;
    }

    public Assembly[] LoadAll() => [.. Enumerable.Range(0, _names.Length).Select(LoadOwn)];

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        int own = Array.IndexOf(_names, assemblyName.Name);
        return own < 0 ? FindInHost(assemblyName) : LoadOwn(own);
    }

    private Assembly LoadOwn(int index)
    {
        if (_loaded[index] is { } loaded)
            return loaded;

        var image = _images[index];
        using var assembly = new MemoryStream(image.Assembly);
        using var symbols = image.Symbols is null ? null : new MemoryStream(image.Symbols);
        try
        {
            return _loaded[index] = LoadFromStream(assembly, symbols);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException)
        {
            throw new SubjectException($"The submission's {_names[index]} can't be loaded: {error.Message}");
        }
    }

    private Assembly? FindInHost(AssemblyName name) =>
        // A test host may have a load context of its own, and may have loaded a suite and its contract by path: look there first.
        _host.Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name.Name)
        ?? (_host == Default ? null : _host.LoadFromAssemblyName(name));
}
