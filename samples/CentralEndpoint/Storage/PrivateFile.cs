namespace CentralEndpoint.Storage;

/// <summary>Files and folders that only the account of the service may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Creates an empty file if there is none; what exists is left alone.</summary>
    public static void Touch(string path)
    {
        using var stream = Open(path, FileMode.OpenOrCreate);
    }

    /// <summary>
    /// Makes a file, whole or not at all; one that is there stays. Of several processes that do so at the same time one has made it.
    /// </summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        // A name of its own: another process may be writing as well.
        var unfinished = $"{path}.{Guid.NewGuid():N}.new";
        using (var stream = Open(unfinished, FileMode.CreateNew))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            // On Unix a move that may not overwrite looks for the name and then renames, over what another process put there meanwhile.
            if (!HardLink.TryMake(unfinished, path))
            {
                File.Move(unfinished, path, overwrite: false);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }

        File.Delete(unfinished);
    }

    /// <summary>Copies a file; what was there is replaced.</summary>
    public static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = Open(to, FileMode.Create);
        source.CopyTo(target);
    }

    /// <summary>
    /// Appends whole lines, durable on return; a line that was not finished when the machine stopped is overwritten. One process writes.
    /// </summary>
    public static void AppendLines(string path, ReadOnlySpan<byte> lines)
    {
        Touch(path);
        var finished = File.ReadAllBytes(path).AsSpan().LastIndexOf((byte)'\n') + 1;
        using var stream = Open(path, FileMode.OpenOrCreate);
        stream.SetLength(finished);
        stream.Seek(0, SeekOrigin.End);
        stream.Write(lines);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Takes a file for itself until it is disposed, or until the process ends. The file stays, empty.</summary>
    /// <exception cref="IOException">Another one has it.</exception>
    public static FileStream Lock(string path) => Open(path, FileMode.OpenOrCreate, FileShare.None);

    private static FileStream Open(string path, FileMode mode, FileShare share = FileShare.ReadWrite)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
