using System.Runtime.CompilerServices;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>
/// Is what capture knows of one context, from one use of a pooled one to the next. As the context itself, it is used by one thread at
/// a time.
/// </summary>
internal sealed class ContextCapture
{
    private static readonly ConditionalWeakTable<DbContext, ContextCapture> All = [];

    private readonly int _lease;
    private readonly ConditionalWeakTable<object, object> _loaded = [];

    private ContextCapture(int lease) => _lease = lease;

    /// <summary>Gets the changes for which a row was added and that are not known to be accepted, by their entity.</summary>
    public Dictionary<object, CapturedChange> Changes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets what the host said itself, and is not known to be accepted.</summary>
    public List<CapturedChange> Explicit { get; } = [];

    /// <summary>Gets what is saved in a transaction that is open.</summary>
    public UncommittedChanges Uncommitted { get; } = new();

    /// <summary>Gets or sets what the save that is under way has found.</summary>
    public SavePass? Saving { get; set; }

    /// <summary>Gets or sets the entities that queries are watched for, once they are.</summary>
    public PlanSet? Watched { get; set; }

    /// <summary>Gets what capture knows of a context, which a pooled one forgets when it is used anew.</summary>
    public static ContextCapture Of(DbContext context)
    {
        var lease = context.ContextId.Lease;
        var known = All.GetValue(context, made => new ContextCapture(made.ContextId.Lease));
        if (known._lease != lease)
        {
            known = new ContextCapture(lease);
            All.AddOrUpdate(context, known);
        }
        return known;
    }

    /// <summary>Gets the change of a user: the one of an earlier attempt, with its activity id, where it says the same.</summary>
    public CapturedChange ChangeOf(object user, UserActivityKind kind)
    {
        if (Changes.TryGetValue(user, out var known))
        {
            if (known.Kind == kind)
            {
                return known;
            }
            known.Detach();
        }
        return Changes[user] = new CapturedChange(kind);
    }

    /// <summary>Forgets what was accepted since it was saved: what comes now is another change.</summary>
    public void ForgetAccepted()
    {
        foreach (var (user, change) in Changes.Where(static pair => pair.Value.IsAccepted).ToList())
        {
            change.Detach();
            Changes.Remove(user);
        }
        foreach (var change in Explicit.Where(static change => change.IsAccepted).ToList())
        {
            change.Detach();
            Explicit.Remove(change);
        }
    }

    /// <summary>Takes all rows out of the context but those of the given changes.</summary>
    public void Keep(IReadOnlyCollection<CapturedChange> changes)
    {
        var kept = changes.ToHashSet();
        foreach (var (user, change) in Changes.Where(pair => !kept.Contains(pair.Value)).ToList())
        {
            change.Detach();
            Changes.Remove(user);
        }
    }

    /// <summary>Takes all rows out of the context. What they were of keeps its activity id, should the host try again.</summary>
    public void DetachAll()
    {
        foreach (var change in Changes.Values.Concat(Explicit))
        {
            change.Detach();
        }
        Saving = Saving?.Outer;
    }

    /// <summary>Notes that the originals of an entity are what the database had.</summary>
    public void Loaded(object entity) => _loaded.AddOrUpdate(entity, entity);

    public void NotLoaded(object entity) => _loaded.Remove(entity);

    public bool IsLoaded(object entity) => _loaded.TryGetValue(entity, out _);
}
