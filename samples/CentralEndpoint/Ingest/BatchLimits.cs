namespace CentralEndpoint.Ingest;

/// <summary>The limits of the wire contract.</summary>
internal static class BatchLimits
{
    public const int MaxCount = 500;
    public const int MaxBytes = 256 * 1024;
    public const int MaxActivityBytes = 16 * 1024;
    public const int MaxDepth = 4;
}
