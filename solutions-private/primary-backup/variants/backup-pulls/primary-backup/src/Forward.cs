// Differs from the reference: it is an answer to the backup, with as many operations as it lacks.
namespace Labs.PrimaryBackupLab;

/// <summary>What the primary has and its backup lacks.</summary>
/// <param name="IsGiven">Whether there is anything in it; if not, who asked is not the backup of this primary, or not any more.</param>
/// <param name="Everything">All that the primary has, where what the backup has is no beginning of it.</param>
/// <param name="Next">Otherwise the operations that follow what the backup has.</param>
public sealed record Forward(bool IsGiven, Install? Everything, IReadOnlyList<Operation> Next)
{
    /// <summary>The answer of a server that is not the asker's primary.</summary>
    public static Forward Refused => new(false, null, []);
}
