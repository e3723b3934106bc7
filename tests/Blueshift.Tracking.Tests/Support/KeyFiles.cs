namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes contents of key files that a test can tell apart.</summary>
internal static class KeyFiles
{
    /// <summary>Makes 32 bytes, or as many as asked for, that begin with the given one and rise.</summary>
    public static byte[] Bytes(byte first, int length = 32) =>
        Enumerable.Range(first, length).Select(value => (byte)value).ToArray();
}
