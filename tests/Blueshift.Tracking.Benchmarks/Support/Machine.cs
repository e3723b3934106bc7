using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Says where and of what a figure is: without both it is worth nothing.</summary>
internal sealed record Machine(int Cores, string System, string Runtime, string FileSystem, string? Commit)
{
    public static Machine Read() =>
        new(
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            FileSystemOf(Directory.GetCurrentDirectory()),
            ReadCommit()
        );

    private static string FileSystemOf(string folder) =>
        DriveInfo
            .GetDrives()
            .Where(drive => folder.StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
            .OrderByDescending(drive => drive.RootDirectory.FullName.Length)
            .Select(drive => drive.DriveFormat)
            .FirstOrDefault("unknown");

    private static string? ReadCommit()
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12"])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var commit = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return commit.Length == 0 ? null : commit;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
