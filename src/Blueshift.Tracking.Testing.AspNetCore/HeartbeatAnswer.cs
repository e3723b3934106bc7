namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is what the endpoint says to a heartbeat, beside its time.</summary>
public sealed class HeartbeatAnswer
{
    /// <summary>Gets when the next heartbeat is wanted.</summary>
    /// <value>Default 15 minutes; the contract allows 1 minute to 24 hours, in whole seconds.</value>
    public TimeSpan NextIn { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets the subjects whose people the client is to erase on its side.</summary>
    /// <value>Default none; the contract allows 100. Each is a <see cref="ReceivedActivity.Subject"/>.</value>
    public IReadOnlyList<string> Forget { get; init; } = [];

    /// <summary>Gets whether the endpoint says that it was restored and holds less than it once acknowledged.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Resync { get; init; }
}
