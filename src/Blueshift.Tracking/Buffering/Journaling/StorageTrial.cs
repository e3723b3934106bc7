using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Finds out whether a disk that failed works again, where nobody records anything that would show it: otherwise one fault of a
/// second would be told until the next user changes.
/// </summary>
internal sealed class StorageTrial(JournalContext context, string folder)
{
    /// <summary>Tries it, if it failed before. Throws nothing.</summary>
    public void Run()
    {
        if (!context.Reporter.IsFaulty)
        {
            return;
        }
        try
        {
            // As much as a frame takes: a full disk often has room for less.
            var flushes = new FolderProbe(context.Files, folder, JournalLimits.MaxFrameBytes).Run().Flushes;
            if (flushes || context.Options.Durability == BufferDurability.ProcessCrash)
            {
                context.Reporter.StorageWorks(isTrial: true);
            }
        }
        catch (StorageFaultException exception)
        {
            context.Reporter.StorageFailed(exception.Fault);
        }
    }
}
