using System.Xml.Linq;

namespace Labs.Repository.Tests;

/// <summary>What a project file says that it refers to.</summary>
/// <param name="Path">The project file, from the root.</param>
/// <param name="References">The projects whose assemblies it compiles against, from the root; a pattern stays one.</param>
/// <param name="Packages">The packages that reach its output; analyzers don't.</param>
internal sealed record Project(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static Project Parse(RepositoryFile file)
    {
        var items = XDocument.Parse(file.Text).Descendants("ItemGroup").Elements()
            .Where(item => item.Attribute("Include") is not null)
            .ToList();
        return new Project(
            file.Path,
            [
                .. items.Where(item => item.Name == "ProjectReference" && (string?)item.Attribute("ReferenceOutputAssembly") != "false")
                    .Select(item => Resolve(file.Path, item.Attribute("Include")!.Value)),
            ],
            [
                .. items.Where(item => item.Name == "PackageReference" && (string?)item.Attribute("PrivateAssets") != "all")
                    .Select(item => item.Attribute("Include")!.Value),
            ]);
    }

    private static string Resolve(string project, string reference)
    {
        const string Root = "$(RepositoryRoot)";
        bool isFromRoot = reference.StartsWith(Root, StringComparison.Ordinal);
        var parts = new List<string>(isFromRoot ? [] : project.Split('/')[..^1]);
        foreach (string part in (isFromRoot ? reference[Root.Length..] : reference).Replace('\\', '/').Split('/'))
        {
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
