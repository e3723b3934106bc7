namespace Blueshift.Tracking;

/// <summary>
/// Lists the users that the host has, so that changes which no code saw are found by comparing. Implement it where users live elsewhere
/// than in a tracked <c>DbContext</c>, for example over the API of an identity provider.
/// </summary>
/// <remarks>
/// <para>
/// It is asked once a day, after a bulk change, and when the endpoint lost data. An exception ends that comparison: nothing more is sent, it
/// is told by health, and it is tried again. Members may be called from any thread, one at a time.
/// </para>
/// <para>
/// It may be registered as a singleton or scoped; for each page and each user that is read anew there is a scope of its own, so that a
/// <c>DbContext</c> remembers nothing. A listing is left after 500 users and begun again behind the last key, so that no reader is open
/// while something is written.
/// </para>
/// </remarks>
public interface IUserDirectory
{
    /// <summary>Lists all users, active or not, soft-deleted ones included, in an order by key that does not change between calls.</summary>
    /// <param name="afterKey">Begins after this key; <see langword="null"/> begins at the first.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>Every user once. A user who is created meanwhile may be missing.</returns>
    IAsyncEnumerable<DirectoryUser> ReadAllAsync(string? afterKey, CancellationToken cancellationToken);

    /// <summary>Reads one user anew, as committed at this moment, before anything is sent about him.</summary>
    /// <param name="key">The user's key, as in <see cref="TrackedUser.Key"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> when there is no such user any more.</returns>
    ValueTask<DirectoryUser?> FindAsync(string key, CancellationToken cancellationToken);
}
