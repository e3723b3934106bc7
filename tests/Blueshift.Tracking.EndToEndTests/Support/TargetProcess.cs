using System.Diagnostics;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is one life of the program that is killed: Blueshift.Tracking.KillTarget.</summary>
internal sealed class TargetProcess : IDisposable
{
    private const string Program = "Blueshift.Tracking.KillTarget";
    public const string RecordedMark = "recorded: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KillPoint _point;
    private int _seen;

    private TargetProcess(ProcessStartInfo start, KillPoint point)
    {
        _point = point;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, data) => Take(data.Data);
        _process.ErrorDataReceived += (_, data) => Take(data.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the ids that it said are recorded.</summary>
    public IReadOnlyList<string> Recorded => Lines(RecordedMark).Select(line => line[RecordedMark.Length..]).ToList();

    public static TargetProcess Start(
        IReadOnlyDictionary<string, string> settings,
        int life,
        int activities,
        KillPoint point
    )
    {
        var start = new ProcessStartInfo("dotnet", [PathOf(), $"{life}", $"{activities}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        return new TargetProcess(start, point);
    }

    /// <summary>Kills it (SIGKILL) when it has come to its point. On return everything that it wrote is here.</summary>
    public async Task KillAsync()
    {
        await _reached.Task.WaitAsync(Patience);
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended by itself, drained.</summary>
    /// <returns>What it said at its stop.</returns>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.AreEqual(0, _process.ExitCode, Last());
        return Lines("[1003]").Single();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private static string PathOf()
    {
        // tests/<this project>/bin/<configuration>/<framework>
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, Program, "bin", output.Parent.Name, output.Name, Program + ".dll");
    }

    private List<string> Lines(string mark)
    {
        lock (_lock)
        {
            return _lines.FindAll(line => line.Contains(mark, StringComparison.Ordinal));
        }
    }

    private string Last()
    {
        lock (_lock)
        {
            return string.Join('\n', _lines.TakeLast(15));
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            // It has ended before its point, which is an end too.
            _reached.TrySetResult();
            return;
        }
        lock (_lock)
        {
            _lines.Add(line);
            _seen += line.Contains(_point.Mark, StringComparison.Ordinal) ? 1 : 0;
            if (_seen >= _point.Number)
            {
                _reached.TrySetResult();
            }
        }
    }
}
