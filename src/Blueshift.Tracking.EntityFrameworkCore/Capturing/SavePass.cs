using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Looks at the context and adds rows.</summary>
    /// <exception cref="InvalidOperationException">The save has no transaction.</exception>
    public void Run(PlanSet plans)
    {
        if (
            Guarded.Run(() => Find(plans), "find", _parts)
            && Guarded.Run(Read, "read", _parts)
            && Guarded.Run(Judge, "judge", _parts)
            && _changes.Count > 0
        )
        {
            Write(_parts.Outbox?.Check() ?? RefusalReason.None);
        }
        Clear();
    }

    /// <inheritdoc cref="Run"/>
    /// <exception cref="OperationCanceledException">The host gave up.</exception>
    public async Task RunAsync(PlanSet plans, CancellationToken cancellationToken)
    {
        if (
            Guarded.Run(() => Find(plans), "find", _parts)
            && await Guarded
                .RunAsync(() => ReadAsync(cancellationToken), "read", _parts, cancellationToken)
                .ConfigureAwait(false)
            && Guarded.Run(Judge, "judge", _parts)
            && _changes.Count > 0
        )
        {
            Write(
                _parts.Outbox is { } outbox
                    ? await outbox.CheckAsync(cancellationToken).ConfigureAwait(false)
                    : RefusalReason.None
            );
        }
        Clear();
    }

    private void Find(PlanSet plans)
    {
        foreach (var entry in _context.ChangeTracker.Entries())
        {
            if (
                plans.Find(entry.Metadata) is { } plan
                && Candidate.Of(entry, plan, _state.IsLoaded(entry.Entity)) is { } candidate
            )
            {
                _candidates.Add(candidate);
            }
        }
        Added = _candidates
            .Where(static one => one.Entry.State == EntityState.Added)
            .Select(static one => one.Entry.Entity)
            .ToList();
    }

    private void Read()
    {
        foreach (var candidate in _candidates.Where(static one => one.NeedsRow))
        {
            candidate.Before = candidate.Plan.Queries.Row(candidate.Entry);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var candidate in _candidates.Where(static one => one.NeedsRow))
        {
            candidate.Before = await candidate
                .Plan.Queries.RowAsync(candidate.Entry, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private void Judge()
    {
        _state.ForgetAccepted();
        foreach (var candidate in _candidates)
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
        if (UserImage.IsKeyOpen(entry, plan))
        {
            change.Later = () => Activities.Of(kind, plan.User(UserImage.WithKey(entry, plan, image)));
        }
        else
        {
            change.Later = null;
            change.Activity = Activities.Of(kind, plan.User(image));
        }
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

    // Rows of earlier attempts whose users are let be this time.
    private void Clear() => _state.Keep(_changes);
}
