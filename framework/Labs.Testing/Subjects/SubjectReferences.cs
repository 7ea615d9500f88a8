using System.Runtime.Loader;
using Mono.Cecil;

namespace Labs.Testing;

/// <summary>Finds, for the weaver, the assemblies that a submission refers to.</summary>
internal sealed class SubjectReferences : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition?> _found = [];
    private readonly AssemblyLoadContext _host;

    public SubjectReferences(IReadOnlyList<SubjectImage> images, string[] names, AssemblyLoadContext host)
    {
        _host = host;
        for (int i = 0; i < names.Length; i++)
            _found[names[i]] = AssemblyDefinition.ReadAssembly(new MemoryStream(images[i].Assembly), Parameters);
    }

    private ReaderParameters Parameters => new() { AssemblyResolver = this };

    public AssemblyDefinition? Resolve(AssemblyNameReference name) => Resolve(name, Parameters);

    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (_found.TryGetValue(name.Name, out var known))
            return known;

        string path = PathOf(name.Name);
        return _found[name.Name] = path.Length == 0 ? null : AssemblyDefinition.ReadAssembly(path, Parameters);
    }

    public void Dispose()
    {
        foreach (var assembly in _found.Values)
            assembly?.Dispose();
    }

    private string PathOf(string name)
    {
        var loaded = _host.Assemblies.Concat(AssemblyLoadContext.Default.Assemblies).FirstOrDefault(a => a.GetName().Name == name);
        if (loaded is { Location.Length: > 0 })
            return loaded.Location;

        string beside = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "", name + ".dll");
        return File.Exists(beside) ? beside : "";
    }
}
