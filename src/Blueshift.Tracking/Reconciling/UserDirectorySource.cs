using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Asks the host's user directory, each time in a scope of its own. What it throws leaves as <see cref="DirectoryFaultException"/>.</summary>
internal sealed class UserDirectorySource(IServiceScopeFactory scopes)
{
    /// <summary>Reads a page of users.</summary>
    public Task<IReadOnlyList<DirectoryUser>> ReadAsync(
        string? afterKey,
        int count,
        CancellationToken cancellationToken
    ) =>
        AskAsync<IReadOnlyList<DirectoryUser>>(
            async directory =>
            {
                var page = new List<DirectoryUser>(count);
                await foreach (
                    var user in directory
                        .ReadAllAsync(afterKey, cancellationToken)
                        .WithCancellation(cancellationToken)
                        .ConfigureAwait(false)
                )
                {
                    page.Add(user);
                    if (page.Count == count)
                    {
                        break;
                    }
                }
                return page;
            },
            cancellationToken
        );

    /// <summary>Reads one user anew.</summary>
    /// <returns><see langword="null"/> when he is gone.</returns>
    public Task<DirectoryUser?> FindAsync(string key, CancellationToken cancellationToken) =>
        AskAsync(
            async directory =>
            {
                var user = await directory.FindAsync(key, cancellationToken).ConfigureAwait(false);
                // Somebody else's data under this code would be made up.
                return user is null || string.Equals(user.User.Key, key, StringComparison.Ordinal)
                    ? user
                    : throw new DirectoryFaultException("another user was found under the key");
            },
            cancellationToken
        );

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "The host's code may throw anything, and it is the directory's fault whatever it is."
    )]
    private async Task<T> AskAsync<T>(Func<IUserDirectory, Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                return await ask(scope.ServiceProvider.GetRequiredService<IUserDirectory>()).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not DirectoryFaultException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DirectoryFaultException(exception.GetType().FullName!);
        }
    }
}
