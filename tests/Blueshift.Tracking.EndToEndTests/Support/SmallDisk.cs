using System.ComponentModel;
using System.Diagnostics;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is a disk of 2 MiB that is really full when it is full. It is unmounted at the end, whatever happens.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string FillerPath => System.IO.Path.Combine(Path, Filler);

    /// <summary>Mounts it.</summary>
    /// <returns><see langword="null"/> where this process has no right to mount.</returns>
    public static SmallDisk? TryMount()
    {
        var path = Directory.CreateTempSubdirectory("blueshift-e2e-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", path))
        {
            return new SmallDisk(path);
        }
        Directory.Delete(path);
        return null;
    }

    /// <summary>Leaves no byte to anybody else.</summary>
    public void Fill()
    {
        using var file = new FileStream(FillerPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ; )
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(FillerPath);

    public void Dispose()
    {
        if (!Run("umount", Path))
        {
            // Something is still open: it goes when that is closed.
            Run("umount", "-l", Path);
        }
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
