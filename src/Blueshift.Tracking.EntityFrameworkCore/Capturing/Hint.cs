using Blueshift.Tracking.Reconciling;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Asks for a comparison after a change that no save shows: at once, and again when its transaction commits, before which nobody else may see it.</summary>
internal static class Hint
{
    public static void Give(DbContext context, IReconcileRequests reconciling)
    {
        reconciling.Soon();
        if (context.Database.CurrentTransaction is not null)
        {
            ContextCapture.Of(context).Uncommitted.HasHint = true;
        }
        else if (OpenTransaction.Ambient(context) is { } ambient)
        {
            ambient.TransactionCompleted += (_, _) => reconciling.Soon();
        }
    }
}
