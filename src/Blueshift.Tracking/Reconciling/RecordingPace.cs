using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Holds findings back while much waits: what is found by comparing can wait, and must not take the room of what is seen live.
/// </summary>
/// <param name="state">Reads the counters of the buffer.</param>
/// <param name="store">Keeps the comparison going meanwhile.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RecordingPace(Func<BufferState> state, IReconcileStore store, TimeProvider timeProvider)
{
    private const long MaxWaiting = 2_000;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>Says whether more may be recorded now.</summary>
    public static bool Allows(in BufferState state) =>
        state.Waiting < MaxWaiting && state.Bytes <= state.BytesLimit / 2;

    /// <summary>Waits until more may be recorded.</summary>
    /// <returns><see langword="false"/> when another process compares now.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (!Allows(state()))
        {
            await Task.Delay(Look, timeProvider, cancellationToken).ConfigureAwait(false);
            if (!await store.TryRunAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
            await store.RecordedAsync().ConfigureAwait(false);
        }
        return true;
    }
}
