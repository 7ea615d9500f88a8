using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>Variants are right solutions that differ from the reference in one respect. Each is a whole submission, so that it can
/// be graded like any other; this keeps the copies from drifting apart.</summary>
[TestFixture]
internal sealed class VariantTests
{
    private const string Mark = "// Differs from the reference: ";

    private static IEnumerable<TestCaseData> Variants => WorkingTree.Code
        .Select(file => file.Path.Split('/'))
        .Where(path => path is ["solutions-private", _, "variants", ..])
        .Select(path => (Lab: path[1], Folder: string.Join('/', path[..4])))
        .Distinct()
        .Select(variant => new TestCaseData(variant.Lab, variant.Folder).SetArgDisplayNames(variant.Folder));

    [TestCaseSource(nameof(Variants))]
    public void A_variant_is_the_reference_but_for_the_files_that_say_so(string lab, string folder)
    {
        var reference = FilesIn($"solutions-private/{lab}/src");
        var variant = FilesIn($"{folder}/{lab}/src");

        Assert.That(Drift(reference, variant), Is.Empty);
        Assert.That(variant.Values, Has.Some.StartsWith(Mark));
    }

    [Test]
    public void A_file_that_drifts_is_found()
    {
        var reference = new Dictionary<string, string>(StringComparer.Ordinal) { ["A.cs"] = "class A;", ["B.cs"] = "class B;" };

        Assert.That(DriftOf("A.cs", "class A;"), Is.Empty);
        Assert.That(DriftOf("A.cs", $"{Mark}other.\nclass A {{ }}"), Is.Empty);
        Assert.That(DriftOf("A.cs", "class A { }"), Is.EqualTo(["A.cs differs and does not say in what."]));
        Assert.That(DriftOf("A.cs", $"{Mark}other.\nclass A;"), Is.EqualTo(["A.cs says that it differs, and does not."]));
        Assert.That(DriftOf("C.cs", "class C;"), Is.EqualTo(["A.cs is missing.", "C.cs differs and does not say in what."]));

        IEnumerable<string> DriftOf(string name, string text) =>
            Drift(reference, new(StringComparer.Ordinal) { [name] = text, ["B.cs"] = "class B;" });
    }

    private static Dictionary<string, string> FilesIn(string folder) => WorkingTree.Code
        .Where(file => file.IsIn(folder))
        .ToDictionary(file => file.Path[(folder.Length + 1)..], file => file.Text, StringComparer.Ordinal);

    private static IEnumerable<string> Drift(Dictionary<string, string> reference, Dictionary<string, string> variant)
    {
        foreach (string name in reference.Keys.Where(name => !variant.ContainsKey(name)))
            yield return $"{name} is missing.";
        foreach (var (name, text) in variant)
        {
            string? original = reference.GetValueOrDefault(name);
            if (!text.StartsWith(Mark, StringComparison.Ordinal) && text != original)
                yield return $"{name} differs and does not say in what.";
            if (text.StartsWith(Mark, StringComparison.Ordinal) && text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] == original)
                yield return $"{name} says that it differs, and does not.";
        }
    }
}
