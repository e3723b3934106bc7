using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Lets the thread reach files with the rights of a user who has none, until it is disposed: no rights hold against root, as which
/// tests may run. Linux keeps the user for files by thread.
/// </summary>
internal sealed partial class RightsOfNobody : IDisposable
{
    private const uint Nobody = 65534;

    private readonly bool _isChanged = Environment.IsPrivilegedProcess;

    public RightsOfNobody()
    {
        if (!_isChanged)
        {
            return;
        }
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("No rights hold against root.");
        }
        _ = SetUserForFiles(Nobody);
    }

    public void Dispose()
    {
        if (_isChanged)
        {
            _ = SetUserForFiles(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetUserForFiles(uint user);
}
