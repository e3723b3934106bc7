namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Is where activities wait. It moves opaque bytes, gives each activity its number in the log, and knows nothing of HTTP.
/// All members may be called from any thread at any time. Disposing it ends recording: from then on an append is refused with
/// <see cref="RefusalReason.Stopped"/>, and what was recorded before is in the counters.
/// </summary>
internal interface IActivityBuffer : IAsyncDisposable, IDisposable
{
    /// <summary>Makes the buffer ready. The other members do so themselves; this one lets the counters be right before. Does not throw.</summary>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Appends activities in order. On return each recorded one is as durable as <see cref="BufferState.Description"/>
    /// says. Does not throw for storage faults: they are refusals.
    /// </summary>
    /// <param name="activities">The activities, at least one. They belong to the caller again when this completes.</param>
    /// <param name="cancellationToken">Counts until the activities have their places; then nothing is recorded.</param>
    /// <returns>How many are recorded, and why the others are not.</returns>
    ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lowest-numbered claimable activities of one source. May be called again before earlier claims settle.
    /// Not durable: after a crash a claim is void and its activities wait again.
    /// </summary>
    /// <param name="maxCount">The most activities, at least 1.</param>
    /// <param name="maxBytes">The most stored bytes; a first activity that is larger is claimed alone.</param>
    /// <param name="cancellationToken">Gives up without a claim.</param>
    /// <returns>A claim of at least one activity, or <see langword="null"/> when none is claimable.</returns>
    ValueTask<Claim?> ClaimAsync(int maxCount, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Ends a claim. On return what was settled is as durable as the buffer; a lost settlement means a second send.</summary>
    /// <param name="claim">A claim of this buffer, settled once.</param>
    /// <param name="settlements">One for each activity of the claim, in order.</param>
    /// <param name="cancellationToken">Is ignored once the settlement is under way.</param>
    /// <exception cref="ArgumentException">The counts differ; the claim is still held.</exception>
    /// <exception cref="InvalidOperationException">The claim is not held: it was settled before.</exception>
    ValueTask SettleAsync(Claim claim, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken);

    /// <summary>Returns when something may be claimable. May return early; a claim may then still be <see langword="null"/>.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>Reads the counters. Cheap, never throws, touches no storage.</summary>
    BufferState GetState();
}
