using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>
/// Is a key that somebody else keeps, for example a secret mount. It is read at each use, because a mount is replaced while we
/// run; the id says which key it was, so that what an earlier one sealed waits for it rather than being taken for damaged.
/// </summary>
internal sealed class SecretKeyFileProvider(IFileSystem files, string path) : IJournalKeyProvider, IJournalKeyKind
{
    public string Kind => "file";

    public ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken)
    {
        using var key = KeyEncryptionKey.TryRead(files, path) ?? throw new StorageFaultException(StorageFault.NotFound);
        return ValueTask.FromResult(new WrappedJournalKey(IdOf(key), key.Wrap(dataKey.Span)));
    }

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrappedKey);
        return ValueTask.FromResult(TryUnwrap(wrappedKey));
    }

    private byte[]? TryUnwrap(WrappedJournalKey wrappedKey)
    {
        try
        {
            using var key = KeyEncryptionKey.TryRead(files, path);
            return key is not null && IdOf(key) == wrappedKey.KeyId ? key.TryUnwrap(wrappedKey.Bytes.Span) : null;
        }
        catch (StorageFaultException)
        {
            return null;
        }
    }

    private static string IdOf(KeyEncryptionKey key) => "file-" + key.CheckDigits();
}
