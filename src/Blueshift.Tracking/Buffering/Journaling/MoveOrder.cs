namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says whose waiting activities are taken over, and how they are encoded anew.</summary>
/// <param name="old">
/// The setting: an instance id, or id@host. Without a host the old owner's is the one of now: what was meant for one endpoint goes to
/// another only if somebody named it.
/// </param>
/// <param name="owner">Who takes over.</param>
/// <param name="encoder">Encodes what another instance recorded.</param>
internal sealed class MoveOrder(string old, BufferOwner owner, MoveEncoder encoder)
{
    private readonly BufferOwner _named = Parse(old, owner.EndpointHost);

    public MoveEncoder Encoder { get; } = encoder;

    /// <summary>Says whether a journal of this owner is given to the new host as it is.</summary>
    public bool GivesHost(BufferOwner found) => IsNamed(found) && found.InstanceId == owner.InstanceId;

    /// <summary>Says whether what waits in a journal of this owner is moved.</summary>
    public bool Moves(BufferOwner found) => IsNamed(found) && found.InstanceId != owner.InstanceId;

    private bool IsNamed(BufferOwner found) =>
        found.InstanceId == _named.InstanceId
        && string.Equals(found.EndpointHost, _named.EndpointHost, StringComparison.OrdinalIgnoreCase);

    private static BufferOwner Parse(string old, string host)
    {
        var at = old.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new BufferOwner(old, host) : new BufferOwner(old[..at], old[(at + 1)..]);
    }
}
