using System.Data.Common;

namespace Blueshift.Tracking.Capture;

/// <summary>Is a tracker that can record within a transaction of the host's.</summary>
internal interface ITransactionalTracker
{
    /// <summary>Records an activity within a transaction: it exists if and only if the transaction commits.</summary>
    ValueTask<TrackResult> TrackAsync(
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken
    );
}
