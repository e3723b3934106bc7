namespace CentralEndpoint.Heartbeats;

/// <summary>The limits of the wire contract for heartbeats.</summary>
internal static class HeartbeatLimits
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxRanges = 500;
    public const int MaxForgotten = 100;
    public const int MaxLibraryLength = 64;
    public const int MaxDepth = 16;
}
