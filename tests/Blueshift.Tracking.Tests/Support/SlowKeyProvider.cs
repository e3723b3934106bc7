namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a key provider that answers when it is told to, or throws.</summary>
internal sealed class SlowKeyProvider : IJournalKeyProvider
{
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Fault { get; set; }

    public void Answer() => _answers.TrySetResult();

    public async ValueTask<WrappedJournalKey> WrapAsync(
        ReadOnlyMemory<byte> dataKey,
        CancellationToken cancellationToken
    )
    {
        await GoOnAsync();
        return new WrappedJournalKey("slow", dataKey.ToArray());
    }

    public async ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken)
    {
        await GoOnAsync();
        return wrappedKey.Bytes.ToArray();
    }

    private async Task GoOnAsync()
    {
        if (Fault is not null)
        {
            throw Fault;
        }
        await _answers.Task;
    }
}
