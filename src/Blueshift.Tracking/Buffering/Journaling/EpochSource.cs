using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Gives the key that is sealed under now: a new one for each process start and each day. If a new one cannot be had the one that
/// is there stays in use. Safe for several threads.
/// </summary>
internal sealed class EpochSource(EpochKeys keys, TimeProvider timeProvider) : IDisposable
{
    // How long a day-old key stays in use before the next try to replace it.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _renewing = new(1);
    private volatile DataKey? _current;
    private long _made;
    private long _tried;
    private volatile bool _isSpent;

    /// <summary>Gets the key in use; <see langword="null"/> before the first.</summary>
    public DataKey? Current => _current;

    /// <summary>Makes the next <see cref="PrepareAsync"/> begin a new epoch.</summary>
    public void Spend() => _isSpent = true;

    /// <summary>Sees to it that <see cref="Current"/> is there, and not over a day old if that can be helped.</summary>
    /// <returns>Why there is none; <see cref="RefusalReason.None"/> when there is.</returns>
    public ValueTask<RefusalReason> PrepareAsync() =>
        Current is not null && !IsDue() ? ValueTask.FromResult(RefusalReason.None) : RenewAsync();

    // By elapsed time: a clock that jumps neither shortens nor lengthens an epoch.
    private bool IsDue() =>
        _isSpent
        || (
            timeProvider.GetElapsedTime(_made) >= JournalLimits.EpochAge
            && timeProvider.GetElapsedTime(_tried) >= RetryInterval
        );

    public void Dispose() => _renewing.Dispose();

    private async ValueTask<RefusalReason> RenewAsync()
    {
        await _renewing.WaitAsync().ConfigureAwait(false);
        try
        {
            return Current is not null && !IsDue() ? RefusalReason.None : await MakeAsync().ConfigureAwait(false);
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async ValueTask<RefusalReason> MakeAsync()
    {
        _tried = timeProvider.GetTimestamp();
        var refusal = RefusalReason.KeyUnavailable;
        try
        {
            if (await keys.MakeAsync(CancellationToken.None).ConfigureAwait(false) is { } made)
            {
                _current = made;
                _made = _tried;
                _isSpent = false;
            }
        }
        catch (StorageFaultException exception)
        {
            refusal = exception.Fault == StorageFault.NoSpace ? RefusalReason.DiskFull : RefusalReason.StorageFault;
        }
        return Current is null ? refusal : RefusalReason.None;
    }
}
