using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Blueshift.Tracking.Relational.Capturing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Puts rows into the context of a save.</summary>
internal sealed class RowWriter(DbContext context, CaptureParts parts)
{
    private readonly IOutboxCapture _outbox = parts.Outbox!;

    /// <summary>Adds the row of a change, or brings the one that is there to its present form.</summary>
    public void Put(CapturedChange change)
    {
        var row = change.Row?.Entity ?? new OutboxEntity();
        change.Encoded = null;
        change.IsFilled = false;
        if (change.Later is not null)
        {
            Reserve(change, row);
        }
        else if (!Encode(change, row))
        {
            change.Detach();
            return;
        }
        if (change.Row is null)
        {
            change.Row = context.Entry(row);
            change.Row.State = EntityState.Added;
        }
    }

    /// <summary>Fills the row of a change of which the database has made the rest meanwhile, or takes it away.</summary>
    public void Fill(CapturedChange change)
    {
        if (Query(change) is not { } fill)
        {
            Row(change).ExecuteDelete();
            return;
        }
        Row(change).ExecuteUpdate(fill);
    }

    /// <inheritdoc cref="Fill"/>
    public Task FillAsync(CapturedChange change, CancellationToken cancellationToken) =>
        Query(change) is { } fill
            ? Row(change).ExecuteUpdateAsync(fill, cancellationToken)
            : Row(change).ExecuteDeleteAsync(cancellationToken);

    // The row must be part of the save: EF Core opens no transaction for what comes later.
    private void Reserve(CapturedChange change, OutboxEntity row)
    {
        var now = parts.Time.GetUtcNow();
        change.Id ??= Guid.CreateVersion7(now);
        row.Id = change.Id.Value.ToByteArray(bigEndian: true);
        row.Instance = parts.Instance;
        row.RecordedAt = now.ToUnixTimeMilliseconds();
        row.Subject = null;
        row.Payload = null;
        row.Size = 0;
    }

    private bool Encode(CapturedChange change, OutboxEntity row)
    {
        var activity = change.Id is { } id ? change.Activity!.WithId(id) : change.Activity!;
        if (_outbox.Encode(activity) is not { } encoded)
        {
            _outbox.Skipped(RefusalReason.KeyUnavailable, 1);
            return false;
        }
        change.Encoded = encoded;
        change.Id = encoded.Captured.Id;
        row.Id = encoded.Captured.Id.ToByteArray(bigEndian: true);
        row.Instance = encoded.Instance;
        row.RecordedAt = encoded.RecordedAt.ToUnixTimeMilliseconds();
        row.Subject = encoded.Subject;
        row.Payload = encoded.Payload;
        row.Size = encoded.Size;
        return true;
    }

    // A row that is not filled must not stay: it would hold back what is settled behind it.
    private Action<UpdateSettersBuilder<OutboxEntity>>? Query(CapturedChange change)
    {
        change.Encoded = null;
        change.IsFilled = true;
        var row = new OutboxEntity();
        if (!Guarded.Run(() => Make(change, row), "key", parts) || change.Encoded is null)
        {
            return null;
        }
        return fill =>
            fill.SetProperty(static one => one.Subject, row.Subject)
                .SetProperty(static one => one.Payload, row.Payload)
                .SetProperty(static one => one.Size, row.Size)
                .SetProperty(static one => one.RecordedAt, row.RecordedAt);
    }

    private void Make(CapturedChange change, OutboxEntity row)
    {
        change.Activity = change.Later!();
        if (change.Activity is not null)
        {
            Encode(change, row);
        }
    }

    private IQueryable<OutboxEntity> Row(CapturedChange change)
    {
        var id = change.Id!.Value.ToByteArray(bigEndian: true);
        return context.Set<OutboxEntity>().Where(row => row.Id == id);
    }
}
