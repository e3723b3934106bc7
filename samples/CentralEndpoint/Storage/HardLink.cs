using System.Runtime.InteropServices;

namespace CentralEndpoint.Storage;

/// <summary>Gives a file a second name at one stroke, unless the name is taken.</summary>
internal static partial class HardLink
{
    /// <returns><see langword="false"/> where the name is taken, and where there are no such links: on Windows, on some file systems.</returns>
    public static bool TryMake(string file, string name) => !OperatingSystem.IsWindows() && Link(file, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string file, string name);
}
