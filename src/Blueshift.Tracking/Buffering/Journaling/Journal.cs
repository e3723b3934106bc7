using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is one journal that this process holds: it is written if it is the process's own, and drained in any case. Safe for several
/// threads; throws no storage faults.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    // Held during I/O for claims, settlements and the archive; capture never takes it.
    private readonly Lock _io = new();
    private bool _isClosed;
    private readonly JournalParts _parts;
    private readonly JournalBooks _books;
    private readonly JournalClaims _claims;
    private readonly JournalSettling _settling;

    public Journal(JournalParts parts)
    {
        _parts = parts;
        _books = new JournalBooks(parts);
        _claims = new JournalClaims(parts, _books);
        _settling = new JournalSettling(parts, _books, _claims);
        var writer = new LogWriter(parts.Context, parts.Folder, parts.Catalog, parts.Ledger, parts.Epoch);
        Commits = new GroupCommit(writer, parts.Context);
        Archive = new JournalArchive(parts, _books, _claims, Commits, _io);
        Source = $"/clients/{parts.Slot.Owner.InstanceId}/journals/{parts.Folder.JournalId:D}";
        Reports = new JournalReports(parts, _books, Source, _io);
    }

    /// <summary>Gets its name on the wire.</summary>
    public string Source { get; }

    /// <summary>Gets where activities are appended.</summary>
    public GroupCommit Commits { get; }

    public JournalArchive Archive { get; }

    public JournalReports Reports { get; }

    public Guid Id => _parts.Folder.JournalId;

    public JournalCounts Counts => _parts.Counts;

    /// <summary>Gets when the next parked activity is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_io)
            {
                return _claims.IsPaused ? null : _claims.NextDue;
            }
        }
    }

    public bool HasClaimable
    {
        get
        {
            lock (_io)
            {
                return _claims.HasClaimable(_parts.Context.Time.GetUtcNow());
            }
        }
    }

    /// <summary>Claims activities.</summary>
    /// <returns><see langword="null"/> when none is claimable.</returns>
    public async ValueTask<HeldClaim?> ClaimAsync(int maxCount, int maxBytes)
    {
        HeldClaim claim;
        bool gaveUp;
        lock (_io)
        {
            if (_claims.IsPaused || _claims.Hold.IsOn || _isClosed)
            {
                return null;
            }
            gaveUp = JournalDamage.GiveUp(_parts, _claims);
            claim = _claims.Take(maxCount, maxBytes, out var gaveUpMore);
            gaveUp |= gaveUpMore;
            _claims.Gate.Enter(claim);
        }
        if (gaveUp)
        {
            await SaveAsync().ConfigureAwait(false);
        }
        if (claim.Activities.Count > 0)
        {
            return claim;
        }
        lock (_io)
        {
            _claims.Gate.Leave(claim);
            _claims.Return(claim);
        }
        return null;
    }

    /// <summary>Settles a claim. On return it is durable, unless the disk failed; then the next one makes it so. After the end it is void.</summary>
    public async ValueTask SettleAsync(HeldClaim claim, IReadOnlyList<Settlement> settlements)
    {
        var key =
            _books.Owes || JournalSettling.NeedsKey(claim, settlements) ? await KeyAsync().ConfigureAwait(false) : Key;
        lock (_io)
        {
            if (!_isClosed)
            {
                _settling.Settle(claim, claim.Revise(settlements), key);
            }
            _claims.Gate.Leave(claim);
            _claims.Return(claim);
        }
    }

    /// <summary>Does what is due from time to time: takes up what could not be read, expires, tidies, erases what the endpoint may not have.</summary>
    public async Task KeepHouseAsync(CancellationToken stop)
    {
        var back = await _parts.ReopenAsync().ConfigureAwait(false);
        var housekeeping = new JournalHousekeeping(_parts, _books);
        bool needsKey;
        lock (_io)
        {
            needsKey = housekeeping.NeedsKey;
        }
        var key = needsKey ? await KeyAsync().ConfigureAwait(false) : Key;
        lock (_io)
        {
            if (_isClosed)
            {
                return;
            }
            _parts.TakeOver(back);
            _claims.TakeUp();
            housekeeping.Run(key);
        }
        await Archive.EraseSuppressedAsync(_settling.Suppressed, stop).ConfigureAwait(false);
    }

    /// <summary>Ends recording. On return what was appended is on the disk, the log has its end, and the lock is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!await Commits.CloseAsync().ConfigureAwait(false))
        {
            // The disk hangs: the lock stays with the thread that waits for it, so that nobody else goes on here.
            return;
        }
        lock (_io)
        {
            _isClosed = true;
            if (_books.Owes)
            {
                // What a missing key or a bad disk kept from being written down has its last chance.
                _books.TrySave(Key);
            }
            _claims.Dispose();
            _parts.Dispose();
        }
    }

    /// <summary>Ends it and removes it from the disk, unless something that is not its own lies there.</summary>
    /// <returns>Whether it is ended.</returns>
    public async ValueTask<bool> TryRemoveAsync()
    {
        var mayGo = _parts.MayBeRemoved && await Commits.CloseAsync().ConfigureAwait(false);
        lock (_io)
        {
            if (mayGo)
            {
                _isClosed = true;
                _claims.Dispose();
                _parts.Remove();
            }
        }
        return mayGo;
    }

    private DataKey? Key => _parts.Epoch.Current;

    private async ValueTask<DataKey?> KeyAsync()
    {
        await _parts.Epoch.PrepareAsync().ConfigureAwait(false);
        return Key;
    }

    private async ValueTask SaveAsync()
    {
        var key = await KeyAsync().ConfigureAwait(false);
        lock (_io)
        {
            if (!_isClosed)
            {
                _books.TrySave(key);
            }
        }
    }
}
