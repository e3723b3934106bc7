namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a write that no flush has followed.</summary>
internal sealed record PendingWrite(long Offset, byte[] Bytes)
{
    /// <summary>Gets whether a flush of it failed: the system then takes it for written, and no later flush writes it.</summary>
    public bool IsGivenUp { get; init; }
}
