namespace CentralEndpoint.Backups;

/// <summary>How much a backup holds.</summary>
internal sealed record BackupContent(int Instances, int Activities);
