using System.Buffers;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the content of one claim: the records, in rented memory, until it is settled. Then it is used for another.</summary>
internal sealed class HeldClaim : IDisposable
{
    private readonly List<HeldActivity> _activities = [];
    private readonly List<ClaimedActivity> _shown = [];
    private HashSet<long>? _erased;
    private byte[] _bytes = [];
    private int _length;

    public IReadOnlyList<HeldActivity> Activities => _activities;

    /// <summary>Gets how many bytes of activities, without what the journal keeps beside them, it holds.</summary>
    public long StoredBytes { get; private set; }

    public void Add(long sequence, SideEntry? parked, DateTimeOffset at, ActivityRecord record)
    {
        Reserve(record.All.Length);
        record.All.CopyTo(_bytes.AsSpan(_length));
        _activities.Add(new HeldActivity(sequence, parked, at, _length, record.All.Length));
        _length += record.All.Length;
        StoredBytes += record.Bytes.Length;
    }

    [return: UserActivityPersonalData]
    public ReadOnlyMemory<byte> Record(HeldActivity activity) => _bytes.AsMemory(activity.Offset, activity.Length);

    /// <summary>Notes that an activity was erased while it was on its way.</summary>
    public void Erase(HeldActivity activity) => (_erased ??= []).Add(activity.Sequence);

    /// <summary>Changes what was decided for activities that were erased meanwhile: of them nothing goes back to the disk.</summary>
    public IReadOnlyList<Settlement> Revise(IReadOnlyList<Settlement> settlements) =>
        _erased is null
            ? settlements
            : settlements
                .Select(
                    (settlement, index) =>
                        _erased.Contains(_activities[index].Sequence)
                        && settlement.Kind is not (SettlementKind.Delivered or SettlementKind.Drop)
                            ? Settlement.Drop(DropReason.Erased)
                            : settlement
                )
                .ToArray();

    /// <summary>Shows the activities to dispatch, until <see cref="Dispose"/>.</summary>
    public IReadOnlyList<ClaimedActivity> Show()
    {
        _shown.Clear();
        foreach (var activity in _activities)
        {
            ActivityRecord.TryRead(Record(activity).Span, out var record);
            var bytes = _bytes.AsMemory(activity.Offset + record.All.Length - record.Bytes.Length, record.Bytes.Length);
            _shown.Add(new ClaimedActivity(activity.Sequence, record.Id, bytes));
        }
        return _shown;
    }

    /// <summary>Lets go of everything. It may then be used again.</summary>
    public void Dispose()
    {
        _activities.Clear();
        _shown.Clear();
        _erased = null;
        _length = 0;
        StoredBytes = 0;
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = [];
        }
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, Math.Max(4096, _bytes.Length * 2)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        }
        _bytes = larger;
    }
}
