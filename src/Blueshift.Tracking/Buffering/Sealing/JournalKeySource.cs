using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Asks the key provider, which may be anybody's code: its exceptions, its silence and its nonsense are "not at hand".</summary>
internal sealed class JournalKeySource(IJournalKeyProvider provider, TimeSpan timeout, TimeProvider timeProvider)
{
    private long _unavailable;

    /// <summary>Gets how often in a row no key could be had. May be read by any thread.</summary>
    public long UnavailableInARow => Volatile.Read(ref _unavailable);

    public async ValueTask<WrappedJournalKey?> TryWrapAsync(byte[] dataKey, CancellationToken cancellationToken) =>
        await AskAsync(() => provider.WrapAsync(dataKey, cancellationToken)).ConfigureAwait(false);

    public async ValueTask<byte[]?> TryUnwrapAsync(WrappedJournalKey key, CancellationToken cancellationToken)
    {
        var bytes = await AskAsync(() => provider.UnwrapAsync(key, cancellationToken)).ConfigureAwait(false);
        return bytes?.Length == DataKey.Length ? bytes : null;
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A provider may throw anything; what it says may name a secret and is not told."
    )]
    private async ValueTask<T?> AskAsync<T>(Func<ValueTask<T>> ask)
    {
        try
        {
            var asked = ask();
            // The usual answer is there at once and needs no timer.
            var answer = asked.IsCompletedSuccessfully
                ? asked.Result
                : await asked.AsTask().WaitAsync(timeout, timeProvider).ConfigureAwait(false);
            Volatile.Write(ref _unavailable, answer is null ? _unavailable + 1 : 0);
            return answer;
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _unavailable);
            return default;
        }
    }
}
