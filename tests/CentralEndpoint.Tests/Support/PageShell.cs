using System.ComponentModel;
using System.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace CentralEndpoint.Tests.Support;

/// <summary>Is a shell with the commands of docs/privacy.md.</summary>
internal static class PageShell
{
    /// <summary>Runs the page's blocks one after the other, then what is asked, in the folder of the master key.</summary>
    /// <returns>The lines that came out; <see langword="null"/> where the machine lacks what the page needs.</returns>
    public static async Task<IReadOnlyList<string>?> RunAsync(string folder, params string[] asked)
    {
        const string Needed = "command -v openssl > /dev/null && openssl version | grep -q '^OpenSSL 3' || exit 127";
        string[] lines = [Needed, .. new Page("docs/privacy.md").Blocks("sh"), .. asked];
        var start = new ProcessStartInfo("bash", ["-c", string.Join("\necho\n", lines)])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var bash = Process.Start(start)!;
            var errors = bash.StandardError.ReadToEndAsync();
            var output = await bash.StandardOutput.ReadToEndAsync();
            await bash.WaitForExitAsync();
            if (bash.ExitCode == 127)
            {
                return null;
            }

            Assert.AreEqual(0, bash.ExitCode, await errors);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
