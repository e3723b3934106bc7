using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Is one save of the host's: what it changes of users, and the rows that are added to it.</summary>
internal sealed class SavePass
{
    private readonly DbContext _context;
    private readonly ContextCapture _state;
    private readonly CaptureParts _parts;
    private readonly List<Candidate> _candidates = [];
    private readonly List<CapturedChange> _changes = [];

    public SavePass(DbContext context, ContextCapture state, CaptureParts parts)
    {
        _context = context;
        _state = state;
        _parts = parts;
    }

    /// <summary>Gets the activities that are to be saved.</summary>
    public IReadOnlyList<CapturedChange> Changes => _changes;

    /// <summary>Gets the users of which there is a row only from this save on.</summary>
    public IEnumerable<object> Added { get; private set; } = [];

    private bool IsInTransaction => OpenTransaction.IsOpen(_context);

    /// <summary>Gets or sets the save within whose course this one was begun, by another interceptor of the host's.</summary>
    public SavePass? Outer { get; init; }

    /// <summary>Gets or sets how many rows of it were ours, once it was settled because another save began.</summary>
    public int? SettledEarly { get; set; }

    /// <summary>Looks at the context and adds rows.</summary>
    /// <exception cref="InvalidOperationException">The save has no transaction.</exception>
    public void Run(ModelPlans plans)
    {
        Guarded.Run(() => Find(plans), "find", _parts);
        foreach (var candidate in _candidates.Where(static one => one.NeedsRow))
        {
            candidate.IsRead = Guarded.Run(
                () => candidate.Before = candidate.Plan.Queries.Row(candidate.Entry),
                "read",
                _parts
            );
        }
        Guarded.Run(Judge, "judge", _parts);
        if (_changes.Count > 0)
        {
            var refusal = RefusalReason.None;
            var isLooked = Guarded.Run(
                () => refusal = _parts.Outbox?.Check(IsInTransaction) ?? RefusalReason.None,
                "look",
                _parts
            );
            Write(isLooked ? refusal : RefusalReason.StorageFault);
        }
        // Rows of earlier attempts whose users are let be this time.
        _state.Keep(_changes);
    }

    /// <inheritdoc cref="Run"/>
    /// <exception cref="OperationCanceledException">The host gave up.</exception>
    public async Task RunAsync(ModelPlans plans, CancellationToken cancellationToken)
    {
        Guarded.Run(() => Find(plans), "find", _parts);
        foreach (var candidate in _candidates.Where(static one => one.NeedsRow))
        {
            candidate.IsRead = await Guarded
                .RunAsync(
                    async () =>
                        candidate.Before = await candidate
                            .Plan.Queries.RowAsync(candidate.Entry, cancellationToken)
                            .ConfigureAwait(false),
                    "read",
                    _parts,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        Guarded.Run(Judge, "judge", _parts);
        if (_changes.Count > 0)
        {
            var refusal = RefusalReason.None;
            var isLooked = await Guarded
                .RunAsync(
                    async () =>
                        refusal = _parts.Outbox is { } outbox
                            ? await outbox.CheckAsync(IsInTransaction, cancellationToken).ConfigureAwait(false)
                            : RefusalReason.None,
                    "look",
                    _parts,
                    cancellationToken
                )
                .ConfigureAwait(false);
            Write(isLooked ? refusal : RefusalReason.StorageFault);
        }
        _state.Keep(_changes);
    }

    private void Find(ModelPlans models)
    {
        var plans = models.Of(_context.Model);
        foreach (var entry in _context.ChangeTracker.Entries())
        {
            if (plans.Find(entry.Metadata) is { } plan)
            {
                Guarded.Run(() => Find(entry, plan), "find", _parts);
            }
        }
        Added = _candidates
            .Where(static one => one.Entry.State == EntityState.Added)
            .Select(static one => one.Entry.Entity)
            .ToList();
    }

    private void Find(EntityEntry entry, UserPlan plan)
    {
        if (Candidate.Of(entry, plan, _state.IsLoaded(entry.Entity)) is { } candidate)
        {
            _candidates.Add(candidate);
        }
    }

    private void Judge()
    {
        _state.ForgetAccepted();
        // Additions last: who is replaced under the same key is there in the end.
        foreach (var candidate in _candidates.Where(static one => one.IsRead).OrderBy(static one => one.IsAdded))
        {
            Guarded.Run(() => Judge(candidate), "judge", _parts);
        }
        _changes.AddRange(_state.Explicit);
    }

    private void Judge(Candidate candidate)
    {
        if (candidate.Judge() is not var (kind, image))
        {
            return;
        }
        var entry = candidate.Entry;
        var plan = candidate.Plan;
        var change = _state.ChangeOf(entry.Entity, kind);
        change.Later = UserImage.IsOpen(entry, plan) ? () => Told(entry, plan, kind) : null;
        change.Activity = change.Later is null ? UserActivity.Of(plan.User(image), kind) : null;
        _changes.Add(change);
    }

    private void Write(RefusalReason refusal)
    {
        if (refusal != RefusalReason.None)
        {
            _parts.Outbox!.Skipped(refusal, _changes.Count);
            _state.Explicit.Clear();
            _changes.Clear();
        }
        if (_parts.Outbox is null || _changes.Count == 0)
        {
            return;
        }
        OpenTransaction.Require(_context);
        var writer = new RowWriter(_context, _parts);
        foreach (var change in _changes)
        {
            if (!Guarded.Run(() => writer.Put(change), "row", _parts))
            {
                change.Detach();
            }
            if (change.Row is null)
            {
                _state.Explicit.Remove(change);
            }
        }
    }

    private static UserActivity? Told(EntityEntry entry, UserPlan plan, UserActivityKind kind)
    {
        var image = UserImage.Current(entry, plan);
        return plan.IsActive(image) ? UserActivity.Of(plan.User(image), kind) : null;
    }
}
