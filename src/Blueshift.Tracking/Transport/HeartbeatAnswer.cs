namespace Blueshift.Tracking.Transport;

/// <summary>Is the endpoint's answer to a heartbeat that it has.</summary>
internal sealed class HeartbeatAnswer
{
    /// <summary>Is the most subjects of one answer.</summary>
    public const int MaxForget = 100;

    /// <summary>Gets the endpoint's clock.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>Gets when the endpoint wants the next one, 1 minute to 24 hours; <see langword="null"/> when it did not say.</summary>
    public TimeSpan? NextIn { get; init; }

    /// <summary>Gets whose copies are to be erased: subjects of 16 bytes.</summary>
    [UserActivityPersonalData]
    public IReadOnlyList<ReadOnlyMemory<byte>> Forget { get; init; } = [];

    /// <summary>Gets whether the endpoint holds less than it once acknowledged.</summary>
    public bool Resync { get; init; }
}
