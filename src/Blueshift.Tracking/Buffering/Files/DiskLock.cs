namespace Blueshift.Tracking.Buffering.Files;

/// <summary>
/// Takes locks, and tells whether one was taken on the file that its path names. Whoever drains a folder deletes it together with its lock
/// file; a process that opened the file just before would hold a lock that nobody else ever meets.
/// </summary>
internal static class DiskLock
{
    private const int Length = 16;

    /// <summary>Takes the lock of a file.</summary>
    /// <param name="path">The file, made when it is missing.</param>
    /// <param name="open">Opens it for this handle alone.</param>
    /// <returns>The lock until it is disposed; <see langword="null"/> when somebody else holds it.</returns>
    /// <exception cref="StorageFaultException">The file cannot be opened or written.</exception>
    public static IDisposable? TryTake(string path, Func<FileStream> open)
    {
        // Asked first: the usual answer for a living sibling is no exception that a debugger stops at.
        if (!OperatingSystem.IsWindows() && UnixCalls.IsLocked(path))
        {
            return null;
        }
        try
        {
            var stream = open();
            return HoldsItsPath(stream, path) ? stream : null;
        }
        catch (IOException exception) when (SystemErrors.IsHeld(exception))
        {
            return null;
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            throw SystemErrors.Fault(exception);
        }
    }

    /// <summary>Writes a token through the locked handle and looks for it under the path.</summary>
    /// <returns><see langword="false"/> when the path names another file or none; the stream is closed then.</returns>
    public static bool HoldsItsPath(FileStream stream, string path)
    {
        // Windows deletes no file that is open without FileShare.Delete.
        if (OperatingSystem.IsWindows())
        {
            return true;
        }
        var isHeld = false;
        try
        {
            Span<byte> token = stackalloc byte[Length];
            Span<byte> found = stackalloc byte[Length];
            RandomToken.Next().TryWriteBytes(token);
            RandomAccess.Write(stream.SafeFileHandle, token, fileOffset: 0);

            // Not opened by .NET, whose own lock our lock would refuse.
            using var named = UnixCalls.Open(path);
            isHeld =
                !named.IsInvalid
                && RandomAccess.Read(named, found, fileOffset: 0) == Length
                && found.SequenceEqual(token);
            return isHeld;
        }
        finally
        {
            if (!isHeld)
            {
                stream.Dispose();
            }
        }
    }
}
