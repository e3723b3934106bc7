using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>
/// Carries out what the endpoint asks for in its answers, and remembers whose erasure it is still to be told. Used by the loop alone.
/// </summary>
/// <param name="erasure">Erases people.</param>
/// <param name="resync">Is told of a wish for everybody; <see langword="null"/> where nobody knows who is active.</param>
/// <param name="logger">Is told what was done.</param>
internal sealed class HeartbeatOrders(ISubjectErasure erasure, IResync? resync, ILogger logger)
{
    /// <summary>Gets whose erasure the endpoint is still to be told, at most as many as one answer can ask for.</summary>
    [UserActivityPersonalData]
    public IReadOnlyList<ReadOnlyMemory<byte>> Forgotten { get; private set; } = [];

    /// <summary>Notes that the endpoint knows of all in <see cref="Forgotten"/>.</summary>
    public void Told() => Forgotten = [];

    /// <summary>Does what an answer asks for. What could not be done to the end is asked for again.</summary>
    public async Task FollowAsync(HeartbeatAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Resync)
        {
            logger.ResyncAsked(resync is null ? "there is no user directory here to ask" : "it is told once more");
            resync?.Request();
        }
        if (answer.Forget.Count > 0)
        {
            await ForgetAsync(answer.Forget, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ForgetAsync(IReadOnlyList<ReadOnlyMemory<byte>> subjects, CancellationToken cancellationToken)
    {
        var findings = await erasure.EraseAsync(subjects, cancellationToken).ConfigureAwait(false);
        if (findings.IsComplete)
        {
            Forgotten = subjects;
            logger.Forgotten(subjects.Count, findings.Erased);
        }
        else
        {
            logger.NotForgotten(subjects.Count, findings.Unreached);
        }
    }
}
