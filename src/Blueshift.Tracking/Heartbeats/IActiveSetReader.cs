namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says who is active, where somebody knows.</summary>
internal interface IActiveSetReader
{
    /// <summary>Reads the set as it is at one moment.</summary>
    /// <returns><see langword="null"/> when another process tells it, nobody knows yet, or it cannot be read now. Storage faults do not leave it.</returns>
    ValueTask<ActiveSet?> ReadAsync(CancellationToken cancellationToken);
}
