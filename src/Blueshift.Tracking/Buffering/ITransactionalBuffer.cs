using System.Data.Common;

namespace Blueshift.Tracking.Buffering;

/// <summary>Is a buffer that can take activities within a transaction of the host's.</summary>
internal interface ITransactionalBuffer : IActivityBuffer
{
    /// <summary>Appends activities within a transaction, all or none: they are recorded if and only if it commits.</summary>
    /// <param name="activities">What is appended.</param>
    /// <param name="transaction">A transaction of the database that holds the buffer, which the host commits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see cref="RefusalReason.None"/>, or why nothing was appended; then the transaction was not touched.</returns>
    /// <exception cref="DbException">A statement failed within the transaction, which the host can no longer rely on.</exception>
    ValueTask<RefusalReason> AppendAsync(
        EncodedActivities activities,
        DbTransaction transaction,
        CancellationToken cancellationToken
    );
}
