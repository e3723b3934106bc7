using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is a small text file that may be replaced while we run, such as a secret mount.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030:Do not use banned APIs",
    Justification = "The one place that reads a secret from disk."
)]
internal sealed class SecretFile(string path)
{
    private const int MaxLength = 4096;

    /// <summary>Reads the file.</summary>
    /// <returns><see langword="null"/> when it is missing, unreadable or too long for a secret; does not throw for these.</returns>
    public string? TryRead()
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[MaxLength + 1];
            var length = reader.ReadBlock(buffer);
            return length > MaxLength ? null : new string(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Tells one version of the file from another. Missing is a version too; does not throw.</summary>
    public long Version()
    {
        try
        {
            // Of the opened file: a secret mount is a link, and its own time does not change with what it leads to.
            using var file = File.OpenHandle(path);
            return File.GetLastWriteTimeUtc(file).Ticks;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }
}
