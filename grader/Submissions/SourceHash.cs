using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Labs.Grader.Submissions;

/// <summary>One hash for a set of files: of their paths and contents, in the order of the paths.</summary>
internal static class SourceHash
{
    /// <summary>SHA-256, in hex.</summary>
    public static string Of(IEnumerable<SourceFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(file.Path));
            Append(hash, file.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // With its length before it, no part can be mistaken for another's end.
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
