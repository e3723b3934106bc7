using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Keeps a fault of the host's logging away from delivery and from the host's user management.</summary>
[SuppressMessage(
    "Design",
    "CA1031:Do not catch general exception types",
    Justification = "A logger may throw anything."
)]
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // Nobody is left to tell.
        }
    }
}
