namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is a host's key service that fails.</summary>
internal sealed class OddKeyProvider : IJournalKeyProvider
{
    public ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No key today.");

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken) =>
        ValueTask.FromResult<byte[]?>(null);
}
