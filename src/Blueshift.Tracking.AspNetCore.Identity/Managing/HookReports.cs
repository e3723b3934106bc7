using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Counts faults of the hook's own; in a host's tests with the fake they are shown.</summary>
internal sealed class HookReports(IServiceProvider provider)
{
    /// <summary>Counts a fault, and has all users compared soon where that can be.</summary>
    /// <param name="step">A word of a closed list.</param>
    /// <param name="exception">What was met. Its message may name a person, and goes nowhere but into a test.</param>
    /// <exception cref="InvalidOperationException">It is a test with the fake.</exception>
    public void Faulted(string step, Exception exception)
    {
        if (provider.GetService<ICommittedActivities>() is not null)
        {
            throw new InvalidOperationException(
                $"The hook of the user manager met a fault at the step \"{step}\". In production the change goes on and the fault is "
                    + "counted; with the fake it is shown.",
                exception
            );
        }
        provider.GetRequiredService<CaptureReporter>().Faulted(step);
        provider.GetService<IReconcileRequests>()?.Soon();
    }
}
