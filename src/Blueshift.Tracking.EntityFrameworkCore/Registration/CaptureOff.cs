using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.EntityFrameworkCore.Connecting;
using Blueshift.Tracking.EntityFrameworkCore.Diagnostics;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore.Registration;

/// <summary>Switches tracking off where the context is not relational: a host's tests go on without it.</summary>
internal sealed class CaptureOff(IContextFacts facts, EntityCapture capture, ILoggerFactory loggers)
    : IPostConfigureOptions<UserActivityTrackingOptions>
{
    private int _told;

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "What keeps a context from being made is told by the check."
    )]
    public void PostConfigure(string? name, UserActivityTrackingOptions options)
    {
        if (!options.Enabled)
        {
            return;
        }
        try
        {
            if (facts.Report.IsRelational)
            {
                return;
            }
        }
        catch (Exception)
        {
            return;
        }
        options.Enabled = false;
        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            new GuardedLogger(loggers.CreateLogger("Blueshift.Tracking")).NotRelational(
                capture.ContextType.Name,
                facts.Report.Provider
            );
        }
    }
}
