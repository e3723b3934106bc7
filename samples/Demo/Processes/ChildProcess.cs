using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Demo.Processes;

/// <summary>Is a process of the demo. It ends with this object, whatever happens.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Gets what it has written so far, to both of its outputs.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return _lines.ToArray();
            }
        }
    }

    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo("dotnet", [SampleProgram.PathOf(program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(SampleProgram.PathOf(program)),
        };
        // Short-lived programs: they would pay for the profile of a long life and never use it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, data) => child.Add(data.Data);
        process.ErrorDataReceived += (_, data) => child.Add(data.Data);
        process.Exited += (_, _) => child.Add("");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until it has written a line that matches.</summary>
    /// <exception cref="DemoFaultException">It ended first, or took too long; the message holds what it wrote last.</exception>
    public Task<Match> WaitForLineAsync(string pattern, CancellationToken cancellationToken) =>
        WaitForLineAsync(pattern, StartTimeout, cancellationToken);

    /// <summary>Waits until it has written a line that matches, for as long as the given time.</summary>
    /// <exception cref="DemoFaultException">It ended first, or took too long; the message holds what it wrote last.</exception>
    public async Task<Match> WaitForLineAsync(string pattern, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        var regex = new Regex(pattern, RegexOptions.ExplicitCapture, MatchTimeout);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_lines.Select(line => regex.Match(line)).FirstOrDefault(match => match.Success) is { } match)
                {
                    return match;
                }
                _changed = _changed.Task.IsCompleted
                    ? new(TaskCreationOptions.RunContinuationsAsynchronously)
                    : _changed;
                changed = _changed.Task;
            }
            if (_process.HasExited || timeout.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw NotUp();
            }
            await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, timeout.Token));
        }
    }

    /// <summary>Waits until it has ended by itself and everything that it wrote is here.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends it at once, as a power cut would (SIGKILL).</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private DemoFaultException NotUp() =>
        new($"A process of the demo did not come up. It wrote last:\n{string.Join('\n', Lines.TakeLast(15))}")
        {
            IsPortTaken = Lines.Any(line => line.Contains("in use", StringComparison.OrdinalIgnoreCase)),
        };

    private void Add(string? line)
    {
        lock (_lock)
        {
            if (!string.IsNullOrEmpty(line))
            {
                _lines.Add(line);
            }
            _changed.TrySetResult();
        }
    }
}
