using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Capturing;

/// <summary>Serves packages that write rows themselves, from the outbox in use.</summary>
internal sealed class OutboxCapture : IOutboxCapture
{
    private readonly ActivityEncoder _encoder;
    private readonly OutboxBuffer _buffer;
    private readonly OutboxContext _context;
    private readonly CaptureReporter _reporter;
    private readonly IReconcileRequests? _reconcile;
    private readonly ActivityScratches _scratches = new();

    public OutboxCapture(
        ActivityEncoder encoder,
        OutboxBuffer buffer,
        OutboxContext context,
        CaptureReporter reporter,
        IReconcileRequests? reconcile
    )
    {
        _encoder = encoder;
        _buffer = buffer;
        _context = context;
        _reporter = reporter;
        _reconcile = reconcile;
    }

    public ValueTask<RefusalReason> CheckAsync(bool isInTransaction, CancellationToken cancellationToken) =>
        _buffer.CheckAsync(isInTransaction, cancellationToken);

    // Off the caller's context, of which the look needs nothing. Once the tables were seen there is no look.
    public RefusalReason Check(bool isInTransaction) =>
        _context.Opening.IsSeen
            ? _buffer.CheckAsync(isInTransaction, CancellationToken.None).AsTask().GetAwaiter().GetResult()
            : Task.Run(() => _buffer.CheckAsync(isInTransaction, CancellationToken.None).AsTask())
                .GetAwaiter()
                .GetResult();

    public CapturedRow? Encode(UserActivity activity)
    {
        var scratch = _scratches.Rent();
        try
        {
            var now = _context.Time.GetUtcNow();
            var captured = _encoder.Encode(activity, scratch);
            return NewRow.TryMake(scratch.Activities, _context.Opening.Seal) is [var row]
                ? new CapturedRow
                {
                    Captured = captured,
                    Instance = _context.Terms.Instance,
                    Subject = row.Subject,
                    Payload = row.Payload,
                    Size = row.Size,
                    RecordedAt = now,
                }
                : null;
        }
        finally
        {
            _scratches.Return(scratch);
        }
    }

    public void Committed(IReadOnlyCollection<CapturedRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var removals = rows.Count(static row => row.Captured.Status == UserActivityStatus.Removal);
        _reporter.Recorded(rows.Count - removals, removals);
        foreach (var row in rows.Where(static row => row.Captured.IsAdjusted))
        {
            _reporter.Adjusted(row.Captured);
        }
        _buffer.Captured(rows.Count, rows.Sum(static row => row.Size), rows.Min(static row => row.RecordedAt));
    }

    public void Skipped(RefusalReason reason, int count)
    {
        _reporter.Skipped(reason, count);
        _reconcile?.Soon();
    }

    public void Faulted(string reason)
    {
        _reporter.Faulted(reason);
        _reconcile?.Soon();
    }
}
