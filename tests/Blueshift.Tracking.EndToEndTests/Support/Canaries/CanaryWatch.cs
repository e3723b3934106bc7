using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Watches all that a process tells of itself.</summary>
internal sealed class CanaryWatch : IDisposable
{
    private readonly EventWatch _events;
    private readonly ActivityWatch _activities;
    private readonly MeterWatch _meters;
    private readonly DiagnosticWatch _diagnostics;

    /// <param name="events">Listens to events, here or for another watch before.</param>
    public CanaryWatch(EventWatch events)
    {
        _events = events;
        _events.Search = Search;
        _activities = new ActivityWatch(Search);
        _meters = new MeterWatch(Search);
        _diagnostics = new DiagnosticWatch(Search);
        Exceptions = new ExceptionWatch(Search);
        Logs = new LogWatch(Search);
    }

    public CanarySearch Search { get; } = new();

    public LogWatch Logs { get; }

    public ExceptionWatch Exceptions { get; }

    /// <summary>Reads the gauges, as an exporter does.</summary>
    public void ReadMetrics() => _meters.Read();

    /// <summary>Searches every file below a folder, and its name.</summary>
    public void Files(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path);
            Search.Text("file name", name, name);
            Search.Bytes("file", name, File.ReadAllBytes(path));
        }
    }

    public void AddTo(ILoggingBuilder logging) =>
        logging.AddProvider(Logs).AddFilter<LogWatch>(category: null, LogLevel.Trace);

    public void Dispose()
    {
        _events.Search = null;
        _activities.Dispose();
        _meters.Dispose();
        _diagnostics.Dispose();
        Exceptions.Dispose();
        Logs.Dispose();
    }
}
