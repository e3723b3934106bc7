using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Capturing;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Encodes as the outbox does, and keeps what it is told.</summary>
internal sealed class RecordingCapture(ActivityEncoder encoder, TimeProvider time) : IOutboxCapture
{
    private readonly Lock _lock = new();
    private readonly List<Guid> _committed = [];
    private readonly List<(RefusalReason, int)> _skipped = [];
    private readonly List<string> _faults = [];

    /// <summary>Gets or sets what a look at the tables says.</summary>
    public RefusalReason Refusal { get; set; }

    /// <summary>Gets or sets whether there is a key.</summary>
    public bool HasKey { get; set; } = true;

    /// <summary>Gets or sets whether encoding fails in a way that nobody foresaw.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Gets how often the tables were looked for.</summary>
    public int Checks { get; private set; }

    /// <summary>Gets the ids of what was told as committed.</summary>
    public IReadOnlyList<Guid> CommittedIds => Copy(_committed);

    public IReadOnlyList<(RefusalReason Reason, int Count)> AllSkipped => Copy(_skipped);

    public IReadOnlyList<string> Faults => Copy(_faults);

    public ValueTask<RefusalReason> CheckAsync(bool isInTransaction, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Check(isInTransaction));

    public RefusalReason Check(bool isInTransaction)
    {
        Checks++;
        return Refusal;
    }

    public CapturedRow? Encode(UserActivity activity)
    {
        if (IsBroken)
        {
            throw new NotSupportedException("Nobody foresaw this.");
        }
        if (!HasKey)
        {
            return null;
        }
        using var scratch = new ActivityScratch();
        var captured = encoder.Encode(activity, scratch);
        var row = NewRow.TryMake(scratch.Activities, new NoSeal())!.Single();
        return new CapturedRow
        {
            Captured = captured,
            Instance = Some.InstanceId,
            Subject = row.Subject,
            Payload = row.Payload.Select(Flip).ToArray(),
            Size = row.Size,
            RecordedAt = time.GetUtcNow(),
        };
    }

    public void Committed(IReadOnlyCollection<CapturedRow> rows) =>
        Add(_committed, rows.Select(static row => row.Captured.Id));

    public void Skipped(RefusalReason reason, int count) => Add(_skipped, [(reason, count)]);

    public void Faulted(string reason) => Add(_faults, [reason]);

    /// <summary>Does or undoes what stands for sealing.</summary>
    public static byte Flip(byte value) => (byte)(value ^ 0x5A);

    private void Add<T>(List<T> list, IEnumerable<T> items)
    {
        lock (_lock)
        {
            list.AddRange(items);
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
