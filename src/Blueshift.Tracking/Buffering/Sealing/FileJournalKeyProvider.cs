using System.Globalization;
using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>
/// Is the default: keys beside the data, <c>keys/k1.key</c> and so on, made once for all processes that share the folder. They
/// live and die with the data, so that no restart can lose them; whoever copies the whole volume has both.
/// </summary>
/// <remarks>Blocks like every file. A file of another length than a key is not ours to mend: it is left alone and passed over.</remarks>
internal sealed class FileJournalKeyProvider(IFileSystem files, string root) : IJournalKeyProvider, IJournalKeyKind
{
    private const string Prefix = "k";
    private const string Suffix = ".key";
    private const int MaxDigits = 9;

    // The second round reads what the first made. More are needed only where somebody else fills the numbers with what is no key.
    private const int MaxRounds = 4;

    private readonly string _folder = Path.Combine(root, "keys");

    public string Kind => "file-beside";

    public ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken)
    {
        var number = FindOrMake();
        // Whoever made the key may not have flushed yet, and what it seals must not outlive it in a power cut.
        files.FlushFolder(root);
        files.FlushFolder(_folder);
        using var key =
            KeyEncryptionKey.TryRead(files, PathOf(number)) ?? throw new StorageFaultException(StorageFault.NotFound);
        return ValueTask.FromResult(new WrappedJournalKey(Prefix + Digits(number), key.Wrap(dataKey.Span)));
    }

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrappedKey);
        return ValueTask.FromResult(TryUnwrap(wrappedKey));
    }

    private byte[]? TryUnwrap(WrappedJournalKey wrappedKey)
    {
        // Compared with what is there, never made into a path: an id comes from a file that anybody may have changed.
        var name = wrappedKey.KeyId + Suffix;
        try
        {
            var number = files.List(_folder).Where(entry => entry.Name == name).Where(IsKey).Sum(NumberOf);
            if (number == 0)
            {
                return null;
            }
            using var key = KeyEncryptionKey.TryRead(files, PathOf(number));
            return key?.TryUnwrap(wrappedKey.Bytes.Span);
        }
        catch (StorageFaultException)
        {
            return null;
        }
    }

    private int FindOrMake()
    {
        files.CreateFolder(_folder);
        for (var round = 0; round < MaxRounds; round++)
        {
            var entries = files.List(_folder);
            var newest = entries.Where(IsKey).Select(NumberOf).DefaultIfEmpty().Max();
            if (newest > 0)
            {
                return newest;
            }
            Make(entries.Select(NumberOf).DefaultIfEmpty().Max() + 1);
        }
        throw new StorageFaultException(StorageFault.AlreadyExists);
    }

    /// <summary>Makes the key of that number, or leaves the number to the process that was faster. Durable on return.</summary>
    private void Make(int number)
    {
        var temporary = Path.Combine(_folder, RandomNumberGenerator.GetHexString(32, lowercase: true) + ".tmp");
        try
        {
            WriteNewKey(temporary);
            // Taken means that another process made it at the same instant; the next round reads that one.
            _ = files.TryLink(temporary, PathOf(number));
            files.FlushFolder(_folder);
        }
        finally
        {
            DeleteIfPossible(temporary);
        }
    }

    private void WriteNewKey(string path)
    {
        Span<byte> bytes = stackalloc byte[KeyEncryptionKey.Length];
        RandomNumberGenerator.Fill(bytes);
        try
        {
            using var file = files.Create(path);
            file.Write(0, bytes);
            file.Flush();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private void DeleteIfPossible(string temporary)
    {
        try
        {
            files.Delete(temporary);
        }
        catch (StorageFaultException)
        {
            // Nobody reads it again; the fault that counts is the one that brought us here.
        }
    }

    private static bool IsKey(StorageEntry entry) =>
        entry is { Kind: StorageEntryKind.File, Length: KeyEncryptionKey.Length } && NumberOf(entry) > 0;

    /// <summary>Reads the number out of a key's name.</summary>
    /// <returns>0 when it is no key's name.</returns>
    private static int NumberOf(StorageEntry entry)
    {
        var name = entry.Name;
        return
            name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && name.Length - Prefix.Length - Suffix.Length is > 0 and <= MaxDigits
            && int.TryParse(
                name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && name == Prefix + Digits(number) + Suffix
            ? number
            : 0;
    }

    private string PathOf(int number) => Path.Combine(_folder, Prefix + Digits(number) + Suffix);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
