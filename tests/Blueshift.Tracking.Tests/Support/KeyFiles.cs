using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Writes and reads key files of a test.</summary>
internal static class KeyFiles
{
    /// <summary>Makes 32 bytes, or as many as asked for, that begin with the given one and rise.</summary>
    public static byte[] Bytes(byte first, int length = 32) =>
        Enumerable.Range(first, length).Select(value => (byte)value).ToArray();

    public static void Put(this IFileSystem files, string path, byte[] content)
    {
        files.Delete(path);
        using var file = files.Create(path);
        file.Write(0, content);
    }

    public static byte[] Get(this IFileSystem files, string path)
    {
        using var file = files.OpenRead(path);
        var content = new byte[file.Length];
        Assert.AreEqual(content.Length, file.Read(0, content));
        return content;
    }
}
