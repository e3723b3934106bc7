using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Keeps faults of capture's own out of the host's saves. They are counted.</summary>
[SuppressMessage(
    "Design",
    "CA1031:Do not catch general exception types",
    Justification = "Mappings and providers are the host's and throw what they please; a save of the host's goes on."
)]
internal static class Guarded
{
    /// <returns>Whether there was no fault.</returns>
    public static bool Run(Action action, string reason, CaptureParts parts)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception)
        {
            parts.Faulted(reason, exception);
            return false;
        }
    }

    /// <returns>Whether there was no fault.</returns>
    /// <exception cref="OperationCanceledException">The host gave up its save.</exception>
    public static async Task<bool> RunAsync(
        Func<Task> action,
        string reason,
        CaptureParts parts,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await action().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            parts.Faulted(reason, exception);
            return false;
        }
    }
}
