using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting of the buffer by itself.</summary>
internal static class BufferOptionsValidator
{
    private const string HowToMakeAKey = "Make one of raw bytes, for example with: openssl rand -out key 32";

    public static IEnumerable<string?> Check(BufferOptions buffer, IFileSystem files) =>
        [
            Folder(buffer.Folder),
            KeyFile(buffer.KeyFile, files),
            OptionRange.Between(
                "Buffer:MaxBytes",
                buffer.MaxBytes,
                BufferOptions.MinMaxBytes,
                BufferOptions.MaxMaxBytes
            ),
            OptionRange.AtLeast("Buffer:MinFreeDiskBytes", buffer.MinFreeDiskBytes, 0),
            buffer.MaxAge is { } age ? OptionRange.AtLeast("Buffer:MaxAge", age, BufferOptions.LeastAge) : null,
            OptionRange.AtLeast("Buffer:DeadLetterMaxAge", buffer.DeadLetterMaxAge, BufferOptions.LeastAge),
            OptionRange.Defined("Buffer:Durability", buffer.Durability),
            OptionRange.Between(
                "Buffer:AppendTimeout",
                buffer.AppendTimeout,
                BufferOptions.MinAppendTimeout,
                BufferOptions.MaxAppendTimeout
            ),
        ];

    /// <summary>Says whether the setting may name a folder at all.</summary>
    public static bool IsFolder(string? folder) => string.IsNullOrEmpty(folder) || Path.IsPathFullyQualified(folder);

    private static string? Folder(string? folder) =>
        IsFolder(folder)
            ? null
            : OptionFault.Wrong("Buffer:Folder", "is not an absolute path. Give the whole path of the folder");

    private static string? KeyFile(string? path, IFileSystem files)
    {
        const string Name = "Buffer:KeyFile";
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }
        if (!Path.IsPathFullyQualified(path))
        {
            return OptionFault.Wrong(Name, "is not an absolute path. Give the whole path of the file");
        }
        try
        {
            using var file = files.OpenRead(path);
            return file.Length == KeyEncryptionKey.Length
                ? null
                : OptionFault.Wrong(
                    Name,
                    $"names a file of {file.Length} bytes, but a key has exactly {KeyEncryptionKey.Length}. {HowToMakeAKey}"
                );
        }
        catch (StorageFaultException)
        {
            return OptionFault.Wrong(
                Name,
                $"names a file that is missing or cannot be read. Check the path and the rights. {HowToMakeAKey}"
            );
        }
    }
}
