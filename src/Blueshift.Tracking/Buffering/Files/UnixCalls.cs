using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Makes the calls of the system that .NET has no method for. Each leaves its error number to be asked for.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixCalls
{
    /// <summary>The call was interrupted by a signal: the same on every Unix.</summary>
    private const int Interrupted = 4;

    /// <summary>Is LOCK_EX | LOCK_NB: the same on every Unix.</summary>
    private const int ExclusiveNow = 2 | 4;

    /// <summary>Opens a file or a folder for reading, without the locks that .NET takes.</summary>
    public static SafeFileHandle Open(string path)
    {
        nint descriptor;
        do
        {
            descriptor = OpenCall(path, NotInherited);
        } while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public static bool Flush(SafeFileHandle handle)
    {
        int result;
        do
        {
            result = FsyncCall(handle);
        } while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result == 0;
    }

    /// <summary>Says whether another handle holds the lock of a file. Where the system cannot say, nobody does.</summary>
    public static bool IsLocked(string path)
    {
        using var handle = Open(path);
        return !handle.IsInvalid
            && FlockCall(handle, ExclusiveNow) != 0
            && ErrorNumbers.Here.IsHeld(Marshal.GetLastPInvokeError());
    }

    public static bool Link(string from, string to) => LinkCall(from, to) == 0;

    /// <summary>Gets O_RDONLY | O_CLOEXEC, so that a child process does not keep the file open.</summary>
    private static int NotInherited =>
        OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? 0x80000
        : OperatingSystem.IsFreeBSD() ? 0x100000
        : 0x1000000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenCall(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FsyncCall(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlockCall(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinkCall(string from, string to);
}
