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
    public static bool IsHeld(IOException exception) => ErrorNumbers.Here.IsHeld(NumberOf(exception));

    /// <summary>Says whether the name of a file to be made is taken.</summary>
    public static bool IsTaken(IOException exception) => FaultOf(exception) == StorageFault.AlreadyExists;

    private static StorageFault FaultOf(Exception exception) =>
        exception switch
        {
            UnauthorizedAccessException => StorageFault.NoPermission,
            FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => StorageFault.NotFound,
            IOException other => ErrorNumbers.Here.FaultOf(NumberOf(other)),
            _ => StorageFault.Io,
        };

    private static int NumberOf(IOException exception) =>
        ((uint)exception.HResult & 0xFFFF0000) == WindowsFacility ? exception.HResult & 0xFFFF : exception.HResult;
}
