namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is a host's key service that fails, or never answers.</summary>
internal sealed class OddKeyProvider(bool answers) : IJournalKeyProvider
{
    public async ValueTask<WrappedJournalKey> WrapAsync(
        ReadOnlyMemory<byte> dataKey,
        CancellationToken cancellationToken
    )
    {
        if (!answers)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        throw new InvalidOperationException("No key today.");
    }

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken) =>
        ValueTask.FromResult<byte[]?>(null);
}
