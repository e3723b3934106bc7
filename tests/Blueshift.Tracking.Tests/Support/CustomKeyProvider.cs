namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a key provider of a host's own, which hides nothing.</summary>
internal sealed class CustomKeyProvider : IJournalKeyProvider
{
    public ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new WrappedJournalKey("custom", dataKey.ToArray()));

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken) =>
        ValueTask.FromResult<byte[]?>(wrappedKey.Bytes.ToArray());
}
