using System.Collections;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Searches every exception that is thrown in the process, also one that is caught again, with all its data; every one of a task that nobody
/// looked at; and what is written to <see cref="Trace"/>.
/// </summary>
internal sealed class ExceptionWatch : TraceListener
{
    [ThreadStatic]
    private static bool s_isLooking;

    private readonly CanarySearch _search;

    public ExceptionWatch(CanarySearch search)
    {
        _search = search;
        AppDomain.CurrentDomain.FirstChanceException += Look;
        TaskScheduler.UnobservedTaskException += Look;
        Trace.Listeners.Add(this);
    }

    public override void Write(string? message) => _search.Text("trace listener", "Write", message);

    public override void WriteLine(string? message) => _search.Text("trace listener", "WriteLine", message);

    /// <summary>Searches an exception that a caller was given.</summary>
    public void Look(Exception exception) => Look("exception given to the caller", exception);

    protected override void Dispose(bool disposing)
    {
        AppDomain.CurrentDomain.FirstChanceException -= Look;
        TaskScheduler.UnobservedTaskException -= Look;
        Trace.Listeners.Remove(this);
        base.Dispose(disposing);
    }

    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (s_isLooking)
        {
            return;
        }
        s_isLooking = true;
        Look("exception thrown", thrown.Exception);
        s_isLooking = false;
    }

    private void Look(object? sender, UnobservedTaskExceptionEventArgs unobserved) =>
        Look("exception that nobody looked at", unobserved.Exception);

    private void Look(string kind, Exception exception)
    {
        _search.Text(kind, exception.GetType().Name, exception.ToString());
        foreach (DictionaryEntry entry in exception.Data)
        {
            _search.Text(kind, exception.GetType().Name + ".Data", $"{entry.Key}={entry.Value}");
        }
        if (kind != "exception thrown")
        {
            ObjectWalk.Look(exception, (what, text) => _search.Text(kind, exception.GetType().Name + what, text));
        }
    }
}
