using System.Security.Cryptography;
using System.Text;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Names the folder of a client instance below the buffer's root.</summary>
internal static class InstanceFolder
{
    private const string Keys = "keys";
    private const int HashBytes = 4;

    /// <summary>Names the folder; the hash keeps two ids apart that a file system takes for one.</summary>
    public static string PathOf(string root, string instanceId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(instanceId)).AsSpan(0, HashBytes);
        return Path.Join(root, $"{instanceId}-{Convert.ToHexStringLower(hash)}");
    }

    /// <summary>Lists the folders of all instances, this process's own first.</summary>
    public static IEnumerable<string> List(IFileSystem files, string root, string own) =>
        files
            .List(root)
            .Where(entry => entry.Kind == StorageEntryKind.Folder && entry.Name != Keys)
            .Select(entry => Path.Join(root, entry.Name))
            .OrderBy(path => path != own);

    /// <summary>Lists the journals of every instance folder, with whether it is the given one that they lie in.</summary>
    public static IEnumerable<(JournalFolder Folder, bool IsOwn)> Journals(
        IFileSystem files,
        string root,
        string own
    ) =>
        from parent in List(files, root, own)
        from id in JournalFolder.List(files, parent)
        select (new JournalFolder(parent, id), parent == own);
}
