using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a host's logging that fails whenever it is used.</summary>
internal sealed class ThrowingLoggerProvider : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new InvalidOperationException("The log is full.");

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => throw new InvalidOperationException("The log is full.");

    public void Dispose()
    {
        // Nothing is held.
    }
}
