using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Makes the calls of Windows that .NET has no method for. Each leaves its error number to be asked for.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsCalls
{
    public static bool Link(string from, string to) => LinkCall(to, from, security: 0);

    [LibraryImport(
        "kernel32.dll",
        EntryPoint = "CreateHardLinkW",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16
    )]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LinkCall(string to, string from, nint security);
}
