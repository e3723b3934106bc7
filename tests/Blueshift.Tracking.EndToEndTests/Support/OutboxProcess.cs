using System.Diagnostics;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is one life of a node of a host with an outbox, Blueshift.Tracking.OutboxTarget, which does what it is told.</summary>
internal sealed class OutboxProcess : IDisposable
{
    /// <summary>Is how many activities one of its requests has at most.</summary>
    public const int BatchCount = 10;

    public const string RecordedMark = "recorded: ";

    private const string Program = "Blueshift.Tracking.OutboxTarget";
    private const string NodeMark = "node: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _hasEnded;

    private OutboxProcess(ProcessStartInfo start, int life)
    {
        Life = life;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, data) => Take(data.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    public int Life { get; }

    /// <summary>Gets its name in the claims of the outbox.</summary>
    public string Node { get; private set; } = "";

    /// <summary>Gets how many activities it was told to record.</summary>
    public int Told { get; private set; }

    /// <summary>Gets the ids that it said are recorded.</summary>
    public IReadOnlyList<string> Recorded => [.. Lines(RecordedMark).Select(line => line[RecordedMark.Length..])];

    /// <summary>Starts one, with or without capture, and waits until it delivers.</summary>
    public static async Task<OutboxProcess> StartAsync(
        TargetDatabase database,
        FakeCentralEndpoint endpoint,
        int life = 0,
        bool captures = false
    )
    {
        var start = StartInfo(database, endpoint, life);
        start.Environment["TARGET_CAPTURES"] = captures.ToString();
        var process = new OutboxProcess(start, life);
        process.Node = (await process.SaidAsync(NodeMark, 1))[0][NodeMark.Length..];
        return process;
    }

    /// <summary>Has it record activities.</summary>
    public async Task RecordAsync(int count)
    {
        Told += count;
        await SayAsync($"record {count}");
    }

    /// <summary>Waits until it has recorded all that it was told to.</summary>
    public Task WhenRecordedAsync() => SaidAsync(RecordedMark, Told);

    /// <summary>Tells it to do something.</summary>
    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has said so many lines that begin with a mark.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(string mark, int count)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var found = Lines(mark);
                if (found.Count >= count)
                {
                    return found;
                }
                Assert.IsFalse(
                    _hasEnded,
                    $"It ended before it said \"{mark}\": {string.Join('\n', _lines.TakeLast(15))}"
                );
                changed = _changed.Task;
            }
            await changed.WaitAsync(Patience);
        }
    }

    /// <summary>Kills it (SIGKILL). On return everything that it wrote is here.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends its input, and waits until it has stopped in good order.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        lock (_lock)
        {
            Assert.AreEqual(0, _process.ExitCode, string.Join('\n', _lines.TakeLast(15)));
        }
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

    private static ProcessStartInfo StartInfo(TargetDatabase database, FakeCentralEndpoint endpoint, int life)
    {
        // tests/<this project>/bin/<configuration>/<framework>
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.Parent!.FullName;
        var path = Path.Combine(tests, Program, "bin", output.Parent.Name, output.Name, Program + ".dll");
        return new ProcessStartInfo("dotnet", [path, $"{life}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_TieredPGO"] = "0",
                ["TARGET_PROVIDER"] = database.Provider.ToString(),
                ["TARGET_DATABASE"] = database.Connection,
                ["UserActivityTracking__Endpoint"] = endpoint.Address.ToString(),
                ["UserActivityTracking__ClientInstanceId"] = endpoint.ClientInstanceId,
                ["UserActivityTracking__Credential__ApiKey"] = endpoint.ApiKey,
                ["UserActivityTracking__Tls__TrustedRoots"] = endpoint.TrustedRoots,
                ["UserActivityTracking__Proxy"] = "none",
                ["UserActivityTracking__Delivery__MaxBatchCount"] = $"{BatchCount}",
                // One claim at a time, so that what a process holds is what its request carries.
                ["UserActivityTracking__Delivery__MaxInFlight"] = "1",
                ["UserActivityTracking__Delivery__Linger"] = "00:00:00",
                // Longer than a test holds an answer back, however slow the machine. A lease is twice that and 30 s.
                ["UserActivityTracking__Delivery__RequestTimeout"] = "00:02:00",
                ["UserActivityTracking__Delivery__MaxRetryDelay"] = "00:00:10",
            },
        };
    }

    private List<string> Lines(string mark)
    {
        lock (_lock)
        {
            return _lines.FindAll(line => line.StartsWith(mark, StringComparison.Ordinal));
        }
    }

    private void Take(string? line)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (line is null)
            {
                _hasEnded = true;
            }
            else
            {
                _lines.Add(line);
            }
            changed = _changed;
            _changed = NewSignal();
        }
        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
