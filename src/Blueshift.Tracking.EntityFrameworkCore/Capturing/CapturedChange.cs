using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Blueshift.Tracking.Relational.Capturing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>
/// Is one activity on its way into the outbox. It keeps its activity id from one attempt to save it to the next. No record: nothing
/// prints it.
/// </summary>
internal sealed class CapturedChange(UserActivityKind kind)
{
    public UserActivityKind Kind { get; } = kind;

    /// <summary>Gets or sets the id, once one is given.</summary>
    public Guid? Id { get; set; }

    /// <summary>Gets or sets the activity; not there before what the database makes is known.</summary>
    [UserActivityPersonalData]
    public UserActivity? Activity { get; set; }

    /// <summary>Gets or sets what makes the activity when the database has made what it is told by; it may find that there is none.</summary>
    [UserActivityPersonalData]
    public Func<UserActivity?>? Later { get; set; }

    /// <summary>Gets or sets the row in the context; not there with the fake, and between attempts.</summary>
    public EntityEntry<OutboxEntity>? Row { get; set; }

    /// <summary>Gets or sets whether a row that was added without its user has got him, or is gone because there is nothing to tell, or it could not be encoded.</summary>
    public bool IsFilled { get; set; }

    /// <summary>Gets or sets what was encoded.</summary>
    public CapturedRow? Encoded { get; set; }

    /// <summary>Gets whether the database has taken the row: it has its number, which before that is a negative one of EF Core's.</summary>
    public bool IsInserted => Row?.Property(static row => row.Sequence).CurrentValue > 0;

    /// <summary>Gets whether the context took the save for final.</summary>
    public bool IsAccepted => Row is { State: EntityState.Unchanged or EntityState.Detached };

    /// <summary>Takes the row out of the context.</summary>
    public void Detach()
    {
        if (Row is not null)
        {
            Row.State = EntityState.Detached;
            Row = null;
        }
    }
}
