using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Labs.Grader.Grading;

/// <summary>The secret of a class, from which the seeds of a grade come: the same for every student, and no seed that becomes known
/// tells another.</summary>
internal sealed class SeedSecret
{
    private const int BytesLeast = 16;
    private const int BytesMost = 4096;

    private readonly byte[] _secret;
    private readonly string _lab;

    private SeedSecret(byte[] secret, string lab)
    {
        _secret = secret;
        _lab = lab;
    }

    /// <summary>Names the set of seeds: equal where the seeds are equal, and no seed itself.</summary>
    public ulong SetId => Draw($"labs-seed-set/1\n{_lab}");

    /// <summary>The secret that a command line asks for; null where it asks for none.</summary>
    /// <param name="path">The secret's file, or null.</param>
    /// <param name="seed">A seed that was given, or null.</param>
    /// <param name="lab">The lab's name.</param>
    /// <exception cref="InputException">It asks for a seed as well, or the file can't be read, or is no secret.</exception>
    public static SeedSecret? Choose(string? path, ulong? seed, string lab)
    {
        if (path is null) return null;
        if (seed is not null) throw new InputException("--seed and --seed-secret exclude each other; give one");
        return Read(path, lab);
    }

    /// <summary>Reads a secret's file. White space around it does not count.</summary>
    /// <exception cref="InputException">It can't be read, or is no secret.</exception>
    public static SeedSecret Read(string path, string lab)
    {
        byte[] secret = InputFile.Read(path).AsSpan().Trim(" \t\r\n"u8).ToArray();
        if (secret.Length > BytesMost) throw new InputException($"{path} is no secret: it has more than {BytesMost} bytes");
        if (secret.Length < BytesLeast)
            throw new InputException($"{path} is no secret: write {BytesLeast} random bytes or more, as openssl rand -hex 32 prints them");
        return new SeedSecret(secret, lab);
    }

    /// <summary>The seed of one trial.</summary>
    public ulong SeedOf(string scenario, int trial) => Draw($"labs-seed/1\n{_lab}\n{scenario}\n{trial}");

    private ulong Draw(string purpose) =>
        BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose)));
}
