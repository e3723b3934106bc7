namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Says of a folder that somebody named whether the buffer may live in it.</summary>
internal static class FolderRules
{
    private static readonly string[] SharedTemp = ["/tmp", "/var/tmp", "/dev/shm", "/private/tmp", "/private/var/tmp"];

    /// <summary>Checks a folder, which need not exist.</summary>
    /// <returns>What is wrong and what to do; <see langword="null"/> if nothing is.</returns>
    public static string? Complaint(string folder, IFolderEnvironment environment)
    {
        var facts = environment.Look(folder);
        if (facts.Kind == StorageEntryKind.Other)
        {
            return "is a link. Name the folder that it leads to";
        }
        if (facts.Kind == StorageEntryKind.File)
        {
            return "is a file. Name a folder";
        }
        if (IsSharedTemp(folder, environment) || IsSharedTemp(environment.Resolve(folder), environment))
        {
            return "is the temporary folder that everybody shares and that is emptied. Name a folder on a volume that stays";
        }
        return facts.Mode is { } mode && IsOpenToAll(mode) && !environment.Mounts().Has(environment.Resolve(folder))
            ? "can be written by every user of the machine. Take that right away from others, or name another folder"
            : null;
    }

    private static bool IsSharedTemp(string folder, IFolderEnvironment environment)
    {
        var comparison = environment.IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var own = Path.TrimEndingDirectorySeparator(environment.TempPath);
        return SharedTemp.Append(own).Any(temp => string.Equals(temp, folder, comparison));
    }

    private static bool IsOpenToAll(UnixFileMode mode) =>
        mode.HasFlag(UnixFileMode.OtherWrite) && !mode.HasFlag(UnixFileMode.StickyBit);
}
