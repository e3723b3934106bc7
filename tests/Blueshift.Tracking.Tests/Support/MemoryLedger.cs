using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a ledger in memory, with what processes agree on as a test sets it.</summary>
internal sealed class MemoryLedger(TimeProvider time) : IReconcileStore
{
    private static readonly Subject Subjects = new(Some.InstanceId);

    private readonly SortedDictionary<UInt128, LedgerLine> _lines = [];
    private readonly HashSet<UInt128> _pending = [];
    private DateTimeOffset? _completed;
    private long _resyncSince;
    private ReconcileAsked _asked;
    private ReconcileAsked _resync;

    /// <summary>Gets what was recorded, in order.</summary>
    public List<FoundActivity> Recorded { get; } = [];

    /// <summary>Gets or sets whether this process compares, if it wants to.</summary>
    public bool IsMine { get; set; } = true;

    /// <summary>Gets or sets how long it was nobody's part before the next look.</summary>
    public TimeSpan Idle { get; set; }

    /// <summary>Gets or sets what is thrown by whoever asks.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Gets or sets whether the outbox cannot be opened when it is asked how things stand.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Gets or sets what happens before a finding is recorded.</summary>
    public Action<int>? OnRecord { get; set; }

    public DirectoryCondition Directory { get; private set; } = DirectoryCondition.Unknown;

    public RunEnd? LastEnd { get; private set; }

    public static UInt128 Number(string key) => Subjects.Number(key);

    public LedgerStatus? StatusOf(string key) => _lines.GetValueOrDefault(Number(key))?.Status;

    public int CountOf(LedgerStatus status) => _lines.Values.Count(line => line.Status == status);

    /// <summary>Puts a user into it.</summary>
    public void Knows(string key, LedgerStatus status, DateTimeOffset date, bool hasContact = true) =>
        _lines[Number(key)] = new LedgerLine
        {
            Subject = Number(key),
            Status = status,
            Date = date.ToUnixTimeMilliseconds(),
            Contact = hasContact ? Some.User(key, email: $"{key}@customer.example") : null,
        };

    public void IsPending(string key) => _pending.Add(Number(key));

    /// <summary>Says that it is known who was there before.</summary>
    public void IsEstablished(BaselineState baseline = BaselineState.Sent, long unsent = 0) =>
        Directory = new DirectoryCondition(baseline, unsent, IsStopped: false);

    /// <summary>Delivers all that was recorded.</summary>
    public void Deliver()
    {
        foreach (var found in Recorded)
        {
            var user = found.Activity.User;
            var status =
                found.Activity.Status == UserActivityStatus.Addition ? LedgerStatus.Active : LedgerStatus.Removed;
            Knows(user.Key, status, found.Activity.Date!.Value, status == LedgerStatus.Active);
            _pending.Remove(Number(user.Key));
        }
    }

    public Task<ReconcileStanding> StandAsync(bool takesPart, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            throw fault;
        }
        var standing = new ReconcileStanding
        {
            IsKnown = !IsClosed,
            IsHeld = takesPart && IsMine,
            Idle = Idle,
            SinceCompleted = time.GetUtcNow() - _completed,
            Asked = _asked,
            ResyncAsked = _resync,
            Directory = Directory,
        };
        Idle = TimeSpan.Zero;
        return Task.FromResult(standing);
    }

    public Task ResignAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AskAsync(bool isResync, CancellationToken cancellationToken)
    {
        _asked = _asked with { Count = _asked.Count + (isResync ? 0 : 1) };
        _resync = _resync with { Count = _resync.Count + (isResync ? 1 : 0) };
        return Task.CompletedTask;
    }

    public Task<bool> TryRunAsync(CancellationToken cancellationToken) => Task.FromResult(IsMine);

    public Task EndRunAsync(RunEnd? end, CancellationToken cancellationToken)
    {
        LastEnd = end;
        if (end is not null)
        {
            _completed = time.GetUtcNow();
            _asked = _asked with { Answered = end.Asked };
            _resync = _resync with { Answered = end.ResyncAsked };
            _resyncSince = _resync.IsOpen ? _resyncSince : 0;
            Directory = Directory with { IsStopped = end.IsStopped };
        }
        return Task.CompletedTask;
    }

    public Task<long> BeginResyncAsync(long since, CancellationToken cancellationToken)
    {
        if (_resyncSince == 0)
        {
            _resyncSince = since;
            foreach (var line in _lines.Values.Where(line => line.Status == LedgerStatus.Active).ToList())
            {
                _lines[line.Subject] = Dated(line, date: 0);
            }
        }
        return Task.FromResult(_resyncSince);
    }

    private static LedgerLine Dated(LedgerLine line, long date) =>
        new()
        {
            Subject = line.Subject,
            Status = line.Status,
            Date = date,
            Contact = line.Contact,
            IsPending = line.IsPending,
        };

    public Task<long> SetBaselineAsync(BaselineState baseline, CancellationToken cancellationToken)
    {
        Directory = Directory with { Baseline = baseline, Unsent = CountOf(LedgerStatus.Unsent) };
        return Task.FromResult(Directory.Unsent);
    }

    public Task<IReadOnlyDictionary<UInt128, LedgerLine>> FindAsync(
        IReadOnlyList<UInt128> subjects,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<UInt128, LedgerLine>>(
            subjects
                .Where(subject => _lines.ContainsKey(subject) || _pending.Contains(subject))
                .ToDictionary(subject => subject, Line)
        );

    public Task<IReadOnlyList<LedgerLine>> ReadActiveAsync(
        UInt128? after,
        int count,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<LedgerLine>>([
            .. _lines
                .Values.Where(line => line.Status is LedgerStatus.Active or LedgerStatus.Unsent)
                .Where(line => after is null || line.Subject > after)
                .Take(count)
                .Select(line => Line(line.Subject)),
        ]);

    public Task<long> CountActiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<long>(CountOf(LedgerStatus.Active) + CountOf(LedgerStatus.Unsent));

    public Task<RecordOutcome> RecordAsync(
        UInt128 subject,
        Func<LedgerLine?, FoundActivity?> decide,
        CancellationToken cancellationToken
    )
    {
        OnRecord?.Invoke(Recorded.Count);
        if (!IsMine)
        {
            return Task.FromResult(new RecordOutcome(IsLost: true, Recorded: null));
        }
        if (_pending.Contains(subject) || decide(_lines.GetValueOrDefault(subject)) is not { } found)
        {
            return Task.FromResult<RecordOutcome>(default);
        }
        Recorded.Add(found);
        _pending.Add(subject);
        return Task.FromResult(
            new RecordOutcome(IsLost: false, new CapturedActivity { Status = found.Activity.Status })
        );
    }

    public Task<bool> NoteAsync(IReadOnlyList<Candidate> users, CancellationToken cancellationToken)
    {
        foreach (var user in users.Where(user => IsMine && !_lines.ContainsKey(user.Subject)))
        {
            Knows(user.User.Key, LedgerStatus.Unsent, DateTimeOffset.UnixEpoch);
        }
        return Task.FromResult(IsMine);
    }

    public Task RecordedAsync() => Task.CompletedTask;

    public Task<ActiveSet> ReadActiveSetAsync(CancellationToken cancellationToken)
    {
        var active = _lines.Values.Where(line => line.Status is LedgerStatus.Active or LedgerStatus.Unsent).ToList();
        var digest = active.Aggregate(UInt128.Zero, (digest, line) => digest ^ line.Subject);
        return Task.FromResult(new ActiveSet(active.Count, digest, time.GetUtcNow()));
    }

    private LedgerLine Line(UInt128 subject)
    {
        var line = _lines.GetValueOrDefault(subject);
        return new LedgerLine
        {
            Subject = subject,
            Status = line?.Status,
            Date = line?.Date ?? 0,
            Contact = line?.Contact,
            IsPending = _pending.Contains(subject),
        };
    }
}
