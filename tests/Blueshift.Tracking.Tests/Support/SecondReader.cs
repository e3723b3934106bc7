using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Runs the reader in Python that was written from the page alone.</summary>
internal static class SecondReader
{
    private static readonly string[] Interpreters = OperatingSystem.IsWindows() ? ["python", "python3"] : ["python3"];

    /// <summary>Reads the journals below a root.</summary>
    /// <returns>One element for each line; <see langword="null"/> when the machine has no Python 3.</returns>
    public static async Task<IReadOnlyList<JsonElement>?> ReadAsync(string root, string keyFile)
    {
        foreach (var interpreter in Interpreters)
        {
            if (Start(interpreter, root, keyFile) is { } process)
            {
                using (process)
                {
                    return await ReadAsync(process);
                }
            }
        }
        return null;
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, await errors);
        return output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
    }

    private static Process? Start(string interpreter, string root, string keyFile)
    {
        var script = Path.Combine(Repository.Root, "tests/journal-reader/journal_reader.py");
        var start = new ProcessStartInfo(interpreter, ["-B", script, root, keyFile])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
