using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Begins to compare with delivery. Nobody waits for its end: a user directory may not listen.</summary>
/// <param name="loop">What compares; <see langword="null"/> where users cannot be compared.</param>
/// <param name="isUnused">Whether there is a user directory all the same.</param>
/// <param name="logger">Is told so.</param>
internal sealed class ReconcileService(ReconcileLoop? loop, bool isUnused, ILogger logger)
{
    /// <summary>Begins. Returns at once.</summary>
    /// <param name="stop">Ends it.</param>
    public void Start(CancellationToken stop)
    {
        if (isUnused)
        {
            logger.DirectoryUnused();
        }
        if (loop is not null)
        {
            _ = Task.Run(() => loop.RunAsync(stop), CancellationToken.None);
        }
    }
}
