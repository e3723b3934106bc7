namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Knows which claims of a journal are under way, and keeps new ones from being made while somebody erases. Used under the journal's
/// lock.
/// </summary>
internal sealed class ClaimGate
{
    private readonly HashSet<HeldClaim> _held = [];
    private TaskCompletionSource? _quiet;

    /// <summary>Gets whether nothing may be claimed.</summary>
    public bool IsClosed => _quiet is not null;

    /// <summary>Gets the claims that are not settled.</summary>
    public IReadOnlyCollection<HeldClaim> Held => _held;

    public void Enter(HeldClaim claim) => _held.Add(claim);

    public void Leave(HeldClaim claim)
    {
        _held.Remove(claim);
        if (_held.Count == 0)
        {
            _quiet?.TrySetResult();
        }
    }

    /// <summary>Keeps claims from being made until <see cref="Open"/>.</summary>
    /// <returns>Completes when those under way are settled.</returns>
    public Task CloseAsync()
    {
        _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_held.Count == 0)
        {
            _quiet.TrySetResult();
        }
        return _quiet.Task;
    }

    public void Open() => _quiet = null;
}
