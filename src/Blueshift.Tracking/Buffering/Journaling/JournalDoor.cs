using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Opens journals that nobody holds. Throws no storage faults: one that the disk does not give back keeps nobody from the others.</summary>
internal static class JournalDoor
{
    /// <summary>Locks and opens a journal.</summary>
    /// <param name="context">With the owner that it must belong to.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="isOwn">Whether it lies in the folder of this process's client instance.</param>
    /// <param name="cancellationToken">Ends the wait for a key.</param>
    /// <returns>The journal, or why it is left alone; neither when somebody holds it or the disk failed.</returns>
    public static async Task<(JournalParts? Parts, DormantJournal? Dormant)> TryOpenAsync(
        JournalContext context,
        JournalFolder folder,
        bool isOwn,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return context.Files.TryLock(folder.Lock) is { } held
                ? await new JournalOpening(context, isOwn)
                    .OpenAsync(folder, held, cancellationToken)
                    .ConfigureAwait(false)
                : (null, null);
        }
        catch (StorageFaultException exception)
        {
            context.Reporter.StorageFailed(exception.Fault);
            return (null, null);
        }
    }
}
