using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace TenantApp.Tests.Support;

/// <summary>Runs the application as its operator does: as a process of its own, from any folder, on a port of its own.</summary>
internal sealed class TenantProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TenantProcess(string workingFolder, params string[] arguments)
    {
        var assembly = typeof(Program).Assembly.Location;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [assembly, "--urls", "http://127.0.0.1:0", .. arguments])
            {
                UseShellExecute = false,
                WorkingDirectory = workingFolder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The application ended."));
    }

    public IReadOnlyList<string> Output => [.. _output];

    public static async Task<TenantProcess> StartAsync(string workingFolder, params string[] arguments)
    {
        var process = new TenantProcess(workingFolder, arguments);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        await process._address.Task.WaitAsync(Patience);
        return process;
    }

    public async Task<Browser> NewBrowserAsync(CookieContainer cookies)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies };
        return new Browser(new HttpClient(handler) { BaseAddress = await _address.Task });
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }
        _output.Enqueue(line);
        const string listening = "Now listening on: ";
        if (line.IndexOf(listening, StringComparison.Ordinal) is >= 0 and var begin)
        {
            _address.TrySetResult(new Uri(line[(begin + listening.Length)..]));
        }
    }
}
