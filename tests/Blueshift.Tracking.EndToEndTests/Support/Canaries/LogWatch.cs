using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Searches every log message of every level: as text, as structure, with its scopes and its exception.</summary>
internal sealed class LogWatch(CanarySearch search) : ILoggerProvider
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _logged = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Waits until a message with the given id was logged.</summary>
    public Task LoggedAsync(int id) => Of(id).Task;

    public void Dispose() { }

    private TaskCompletionSource Of(int id) =>
        _logged.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Look(string which, object? state)
    {
        search.Text("log", which, state?.ToString());
        if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var (name, value) in pairs)
            {
                search.Text("log", $"{which} {{{name}}}", $"{name}={value}");
            }
        }
    }

    private sealed class Logger(LogWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            watch.Look($"{category} scope", state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var which = $"{category} {eventId.Id}";
            watch.Look(which, state);
            watch.Look(which, formatter(state, exception));
            watch.Look(which + " exception", exception);
            watch.Of(eventId.Id).TrySetResult();
        }
    }
}
