namespace Blueshift.Tracking;

/// <summary>
/// Wraps and unwraps the keys that seal the journal, with a key-encryption key of your own, for example of a key service.
/// Register it as a singleton; it then takes the place of the key file.
/// </summary>
/// <remarks>
/// A key is wrapped when the process starts and once a day, never for each activity. An answer may be slow: activities wait for
/// it up to <c>Buffer:AppendTimeout</c> at the first one, and afterwards go on under the key that is there. An exception counts
/// as an answer that the key is not at hand; its message is not logged. Both members may be called from any thread.
/// </remarks>
public interface IJournalKeyProvider
{
    /// <summary>Wraps a new data key under the current key-encryption key.</summary>
    /// <param name="dataKey">32 random bytes. Do not keep them.</param>
    /// <param name="cancellationToken">Ends when the process stops.</param>
    /// <returns>The wrapped key, with the id of the key that opens it.</returns>
    ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key that <see cref="WrapAsync"/> wrapped, in this process or an earlier one.</summary>
    /// <param name="wrappedKey">What <see cref="WrapAsync"/> returned.</param>
    /// <param name="cancellationToken">Ends when the process stops.</param>
    /// <returns>
    /// The 32 bytes; <see langword="null"/> when the key that opens it is not at hand. What it seals is then kept and asked for
    /// again every minute.
    /// </returns>
    ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken);
}
