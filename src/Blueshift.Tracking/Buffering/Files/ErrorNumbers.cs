namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Knows what the error numbers of one kind of system mean. Numbers that it does not know are faults of the device.</summary>
internal sealed class ErrorNumbers
{
    public static readonly ErrorNumbers Windows = new()
    {
        NoSpace = [39, 112, 1295],
        NoPermission = [5, 19],
        NotFound = [2, 3],
        AlreadyExists = [80, 183],
        Held = [32, 33],
        NoLinks = [1, 50],
    };

    // EPERM of a link comes from a file system without links, and for files of others, which ours are not.
    public static readonly ErrorNumbers Linux = new()
    {
        NoSpace = [28, 122],
        NoPermission = [1, 13, 30],
        NotFound = [2],
        AlreadyExists = [17],
        Held = [11],
        NoLinks = [1, 31, 38, 95],
    };

    /// <summary>Are those of macOS and FreeBSD; where a number of theirs differs between the two, both stand here.</summary>
    public static readonly ErrorNumbers Bsd = new()
    {
        NoSpace = [28, 69],
        NoPermission = [1, 13, 30],
        NotFound = [2],
        AlreadyExists = [17],
        Held = [35],
        NoLinks = [1, 31, 45, 78, 102],
    };

    /// <summary>Are those of the system that the process runs on.</summary>
    public static readonly ErrorNumbers Here =
        OperatingSystem.IsWindows() ? Windows
        : OperatingSystem.IsLinux() ? Linux
        : Bsd;

    public required IReadOnlyList<int> NoSpace { private get; init; }

    public required IReadOnlyList<int> NoPermission { private get; init; }

    public required IReadOnlyList<int> NotFound { private get; init; }

    public required IReadOnlyList<int> AlreadyExists { private get; init; }

    public required IReadOnlyList<int> Held { private get; init; }

    public required IReadOnlyList<int> NoLinks { private get; init; }

    /// <summary>Says what a number means.</summary>
    public StorageFault FaultOf(int number) =>
        NoSpace.Contains(number) ? StorageFault.NoSpace
        : NoPermission.Contains(number) ? StorageFault.NoPermission
        : NotFound.Contains(number) ? StorageFault.NotFound
        : AlreadyExists.Contains(number) ? StorageFault.AlreadyExists
        : StorageFault.Io;

    /// <summary>Says what the number of a failed link means; <see langword="null"/> if files cannot have a second name here.</summary>
    public StorageFault? FaultOfLink(int number) => NoLinks.Contains(number) ? null : FaultOf(number);

    /// <summary>Says whether another handle holds what was asked for (EWOULDBLOCK, or a sharing violation).</summary>
    public bool IsHeld(int number) => Held.Contains(number);
}
