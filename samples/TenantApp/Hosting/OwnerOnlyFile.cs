namespace TenantApp.Hosting;

/// <summary>Makes files that nobody but the account of this process can read.</summary>
public static class OwnerOnlyFile
{
    /// <summary>Makes a new file and opens it for writing.</summary>
    /// <exception cref="IOException">There is such a file already.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(path, options);
    }
}
