using System.Runtime.CompilerServices;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a user directory in memory, which a test changes while it is read.</summary>
internal sealed class ListedDirectory : IUserDirectory
{
    public static readonly DateTimeOffset Created = new(2024, 2, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, DirectoryUser> _users = new(StringComparer.Ordinal);
    private int _listings;

    /// <summary>Gets or sets what is thrown by whoever asks.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Gets or sets what happens before a user is read anew.</summary>
    public Action<string>? OnFind { get; set; }

    /// <summary>Gets or sets what happens before a listing, by how many there were.</summary>
    public Action<int>? OnList { get; set; }

    /// <summary>Gets or sets what a listing waits for, whoever gives up.</summary>
    public Task Blocks { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets whether a listing begins at the first user whatever it is asked.</summary>
    public bool IgnoresKey { get; set; }

    /// <summary>Gets how many users were listed.</summary>
    public int Listed { get; private set; }

    public void Add(string key, bool isActive = true, DateTimeOffset? createdAt = null) =>
        _users[key] = new DirectoryUser
        {
            User = Some.User(key, email: $"{key}@customer.example"),
            IsActive = isActive,
            CreatedAt = createdAt,
        };

    public void AddMany(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            Add($"user-{number:00000}", createdAt: Created);
        }
    }

    public void Remove(string key) => _users.Remove(key);

    public void Clear() => _users.Clear();

    public async IAsyncEnumerable<DirectoryUser> ReadAllAsync(
        string? afterKey,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        OnList?.Invoke(_listings++);
        await Blocks;
        var users = _users.Where(user => IgnoresKey || string.CompareOrdinal(user.Key, afterKey) > 0).ToList();
        foreach (var (_, user) in users)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Fault is { } fault)
            {
                throw fault;
            }
            Listed++;
            yield return user;
        }
    }

    public ValueTask<DirectoryUser?> FindAsync(string key, CancellationToken cancellationToken)
    {
        OnFind?.Invoke(key);
        return ValueTask.FromResult(_users.GetValueOrDefault(key));
    }
}
