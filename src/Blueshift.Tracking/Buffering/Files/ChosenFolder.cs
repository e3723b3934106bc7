namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Chooses the buffer's folder once, for the check at start and for the buffer. Safe for several threads.</summary>
internal sealed class ChosenFolder(IFolderEnvironment environment, IFileSystem files)
{
    private readonly Lock _lock = new();
    private FolderChoice? _choice;
    private string? _configured;

    /// <summary>Gets the folder for a setting of Buffer:Folder. The first call makes it and tries it out; does not throw.</summary>
    public FolderChoice For(string? configured)
    {
        lock (_lock)
        {
            if (_choice is null || _configured != configured)
            {
                _choice = BufferFolder.Choose(configured, environment, files);
                _configured = configured;
            }
            return _choice;
        }
    }
}
