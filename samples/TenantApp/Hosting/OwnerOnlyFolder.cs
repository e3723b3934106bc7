namespace TenantApp.Hosting;

/// <summary>Makes folders that nobody but the account of this process can read.</summary>
public static class OwnerOnlyFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, or takes access from group and others if it exists.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The same path.</returns>
    /// <exception cref="InvalidOperationException">The folder is one that several accounts share, such as the temporary folder.</exception>
    public static string Prepare(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return path;
        }
        Directory.CreateDirectory(path, OwnerOnly);
        var mode = File.GetUnixFileMode(path);
        if (mode.HasFlag(UnixFileMode.StickyBit))
        {
            throw new InvalidOperationException(
                $"The folder {path} is shared by several accounts. Give TenantApp:DataFolder and TenantApp:MailDropFolder a folder of their own."
            );
        }
        if (mode != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
        return path;
    }
}
