using System.Data.Common;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>
/// Opens the outbox: finds its tables, its id and a key. What is missing is looked for again, at most once a minute. Safe for several
/// threads.
/// </summary>
internal sealed class OutboxOpening
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly OutboxTerms _terms;
    private readonly OpeningStore _store;
    private readonly OutboxReporter _reporter;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private string? _source;
    private volatile bool _isSeen;
    private (RefusalReason Reason, long When)? _missed;

    public OutboxOpening(
        OutboxTerms terms,
        OpeningStore store,
        IOutboxSeal seal,
        OutboxReporter reporter,
        TimeProvider timeProvider
    )
    {
        _terms = terms;
        _store = store;
        _reporter = reporter;
        _time = timeProvider;
        Seal = seal;
    }

    /// <summary>Gets the name under which the endpoint knows the outbox; <see langword="null"/> until it is open.</summary>
    public string? Source => Volatile.Read(ref _source);

    public IOutboxSeal Seal { get; }

    /// <summary>Gets whether the tables have been seen, and a key.</summary>
    public bool IsSeen => _isSeen;

    /// <summary>
    /// Sees whether rows can be added, which costs nothing once they can.
    /// </summary>
    /// <param name="mayMake">
    /// Whether the first key may be made. Without it there is reading alone: a host that has a transaction open is not to wait for itself.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see cref="RefusalReason.None"/> when they can, or why not.</returns>
    public ValueTask<RefusalReason> SeeAsync(bool mayMake, CancellationToken cancellationToken) =>
        _isSeen
            ? ValueTask.FromResult(RefusalReason.None)
            : new ValueTask<RefusalReason>(LookAsync(mayMake, cancellationToken));

    /// <summary>Opens the outbox unless it is open, which then costs nothing.</summary>
    /// <returns><see cref="RefusalReason.None"/> when it is open, or why it is not.</returns>
    public ValueTask<RefusalReason> TryOpenAsync(CancellationToken cancellationToken) =>
        Source is not null
            ? ValueTask.FromResult(RefusalReason.None)
            : new ValueTask<RefusalReason>(NameAsync(cancellationToken));

    /// <summary>Asks something of the database. What it says may hold values of the host's, so nothing of it is passed on.</summary>
    /// <returns>The default where the database did not do it, which is told.</returns>
    public async Task<T?> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            var result = await work().ConfigureAwait(false);
            _reporter.Works();
            return result;
        }
        catch (DbException exception)
        {
            _reporter.Failed(exception);
            return default;
        }
    }

    /// <summary>Learns the keys that other nodes made.</summary>
    /// <returns>Whether the database could be asked.</returns>
    public async Task<bool> TryLearnKeysAsync(CancellationToken cancellationToken) =>
        await TryAsync(async () =>
                (bool?)await Seal.PrepareAsync(mayMake: true, cancellationToken).ConfigureAwait(false)
            )
            .ConfigureAwait(false)
            is not null;

    private async Task<RefusalReason> NameAsync(CancellationToken cancellationToken)
    {
        var reason = await LookAsync(mayMake: true, cancellationToken).ConfigureAwait(false);
        if (reason != RefusalReason.None)
        {
            return reason;
        }
        var proposed = Guid.CreateVersion7(_time.GetUtcNow()).ToString("D");
        var id = await TryAsync(() => _store.NameAsync(proposed, cancellationToken)).ConfigureAwait(false);
        if (id is null)
        {
            return RefusalReason.StorageFault;
        }
        Volatile.Write(ref _source, $"/clients/{_terms.Instance}/outboxes/{id}");
        return RefusalReason.None;
    }

    private async Task<RefusalReason> LookAsync(bool mayMake, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_missed is { } missed && _time.GetElapsedTime(missed.When) < BetweenLooks)
            {
                return missed.Reason;
            }
        }
        var seen = await TryAsync(async () => (bool?)await _store.SeeAsync(cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);
        if (seen is not true)
        {
            return seen is null ? RefusalReason.StorageFault : Missing();
        }
        _reporter.There();
        var hasKey = await TryAsync(async () =>
                (bool?)await Seal.PrepareAsync(mayMake, cancellationToken).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        if (hasKey is not true)
        {
            return hasKey is null ? RefusalReason.StorageFault : KeyUnavailable(mayMake);
        }
        _reporter.Keys(areThere: true);
        _isSeen = true;
        return RefusalReason.None;
    }

    private RefusalReason Missing()
    {
        _reporter.Missing();
        return Missed(RefusalReason.OutboxMissing);
    }

    // Where none may be made there may be none yet.
    private RefusalReason KeyUnavailable(bool mayMake)
    {
        if (!mayMake)
        {
            return RefusalReason.KeyUnavailable;
        }
        _reporter.Keys(areThere: false);
        return Missed(RefusalReason.KeyUnavailable);
    }

    private RefusalReason Missed(RefusalReason reason)
    {
        lock (_lock)
        {
            _missed = (reason, _time.GetTimestamp());
        }
        return reason;
    }
}
