namespace Blueshift.Tracking.Dispatch;

/// <summary>Begins and ends delivery with the host.</summary>
internal interface ITrackingLifetime
{
    /// <summary>Begins delivery; harmless when it has begun or ended. Does not wait for the network.</summary>
    void Start();

    /// <summary>Ends delivery, orderly while the token allows it.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
