namespace CentralEndpoint.Backups;

/// <summary>How much a backup holds.</summary>
internal sealed record BackupContent(int Instances, int Activities)
{
    /// <summary>Gets how many people of it were erased after it was taken, and so once more as it was restored.</summary>
    public int Erased { get; init; }

    /// <summary>Gets whether their bytes are gone from the files as well.</summary>
    public bool IsShredded { get; init; } = true;
}
