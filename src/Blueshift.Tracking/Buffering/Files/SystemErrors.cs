namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Reads what the system says of a failed call. On Unix .NET leaves the bare error number in an exception's HResult.</summary>
internal static class SystemErrors
{
    private const uint WindowsFacility = 0x80070000;

    /// <summary>Carries out a call and turns what it throws into the one exception of the seam.</summary>
    public static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (IsOfTheSystem(exception))
        {
            throw Fault(exception);
        }
    }

    /// <summary>Carries out a call and turns what it throws into the one exception of the seam.</summary>
    public static void Guard(Action act) =>
        Guard(() =>
        {
            act();
            return true;
        });

    /// <summary>Makes the one exception of the seam. What was thrown is left behind: its message holds a path.</summary>
    public static StorageFaultException Fault(Exception exception) =>
        new(FaultOf(exception)) { HResult = exception.HResult };

    /// <summary>Says whether an exception tells of the system and not of a mistake of ours.</summary>
    public static bool IsOfTheSystem(Exception exception) =>
        exception
            is (IOException and not StorageFaultException)
                or UnauthorizedAccessException
                or ObjectDisposedException
                or NotSupportedException
                or ArgumentException;

    /// <summary>Says whether another handle holds what was asked for (EWOULDBLOCK, or a sharing violation).</summary>
    public static bool IsHeld(IOException exception) => IsHeld(NumberOf(exception));

    /// <summary>Says whether another handle holds what was asked for (EWOULDBLOCK, or a sharing violation).</summary>
    public static bool IsHeld(int number) =>
        OperatingSystem.IsWindows() ? number is 32 or 33 : number == (OperatingSystem.IsLinux() ? 11 : 35);

    /// <summary>Says whether the name of a file to be made is taken.</summary>
    public static bool IsTaken(IOException exception) => FaultOf(NumberOf(exception)) == StorageFault.AlreadyExists;

    /// <summary>Says what an error number of the system means; <see langword="null"/> if files cannot have a second name here.</summary>
    public static StorageFault? FaultOfLink(int number) =>
        OperatingSystem.IsWindows()
            ? number is 1 or 50
                ? null
                : FaultOf(number)
            : number switch
            {
                // EPERM comes from a file system without links, and for files of others, which ours are not.
                1 or 31 or 38 or 45 or 78 or 95 or 102 => null,
                _ => FaultOf(number),
            };

    public static StorageFault FaultOf(int number) =>
        OperatingSystem.IsWindows()
            ? number switch
            {
                39 or 112 or 1295 => StorageFault.NoSpace,
                5 or 19 => StorageFault.NoPermission,
                2 or 3 => StorageFault.NotFound,
                80 or 183 => StorageFault.AlreadyExists,
                _ => StorageFault.Io,
            }
            : number switch
            {
                28 or 122 => StorageFault.NoSpace,
                69 when !OperatingSystem.IsLinux() => StorageFault.NoSpace,
                1 or 13 or 30 => StorageFault.NoPermission,
                2 => StorageFault.NotFound,
                17 => StorageFault.AlreadyExists,
                _ => StorageFault.Io,
            };

    private static StorageFault FaultOf(Exception exception) =>
        exception switch
        {
            UnauthorizedAccessException => StorageFault.NoPermission,
            FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => StorageFault.NotFound,
            IOException other => FaultOf(NumberOf(other)),
            _ => StorageFault.Io,
        };

    private static int NumberOf(IOException exception) =>
        ((uint)exception.HResult & 0xFFFF0000) == WindowsFacility ? exception.HResult & 0xFFFF : exception.HResult;
}
