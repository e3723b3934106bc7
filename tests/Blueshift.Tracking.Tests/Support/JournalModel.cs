using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what a journal should be, as a plain list: the activity at index n has sequence n + 1.</summary>
internal sealed class JournalModel(TimeSpan deadLetterMaxAge)
{
    private readonly List<ModelEntry> _entries = [];

    public DateTimeOffset? LastAcknowledged { get; private set; }

    /// <summary>Gets how many are neither settled nor parked.</summary>
    public int Open => _entries.Count(entry => entry.Place == ModelPlace.Log);

    public int Count => _entries.Count;

    public void Append(IEnumerable<EncodedActivity> activities, DateTimeOffset now) =>
        _entries.AddRange(activities.Select(activity => new ModelEntry(activity) { RecordedAt = now }));

    /// <summary>Takes what a claim with these limits must hold, in order: parked ones that are due, then the log's.</summary>
    public IReadOnlyList<int> Claim(int maxCount, int maxBytes, DateTimeOffset now)
    {
        var claimed = new List<int>();
        var bytes = 0;
        var parked = Indexes(entry => entry is { Place: ModelPlace.Parked, IsHeld: false } && entry.NotBefore <= now)
            .OrderBy(index => _entries[index].NotBefore)
            .ThenBy(index => index);
        foreach (var source in new[] { parked, Indexes(entry => entry is { Place: ModelPlace.Log, IsHeld: false }) })
        {
            foreach (var index in source)
            {
                var length = _entries[index].Activity.Bytes.Length;
                if (claimed.Count == maxCount || (claimed.Count > 0 && bytes + length > maxBytes))
                {
                    break;
                }
                bytes += length;
                claimed.Add(index);
            }
        }
        foreach (var index in claimed)
        {
            _entries[index].IsHeld = true;
        }
        return claimed;
    }

    public void Settle(IReadOnlyList<int> claimed, IReadOnlyList<Settlement> settlements, DateTimeOffset now)
    {
        foreach (var (index, settlement) in claimed.Zip(settlements))
        {
            var entry = _entries[index];
            entry.IsHeld = false;
            entry.Place = settlement.Kind switch
            {
                SettlementKind.Delivered => ModelPlace.Delivered,
                SettlementKind.Park => ModelPlace.Parked,
                SettlementKind.DeadLetter => ModelPlace.DeadLetters,
                SettlementKind.Drop => ModelPlace.Dropped,
                _ => entry.Place,
            };
            entry.NotBefore = settlement.Kind == SettlementKind.Park ? settlement.NotBefore : entry.NotBefore;
            LastAcknowledged = settlement.Kind == SettlementKind.Delivered ? now : LastAcknowledged;
        }
    }

    /// <summary>Does what a minute's housekeeping does.</summary>
    public void KeepHouse(DateTimeOffset now)
    {
        foreach (var entry in _entries.Where(entry => entry.Place == ModelPlace.DeadLetters))
        {
            entry.Place = entry.RecordedAt < now - deadLetterMaxAge ? ModelPlace.Dropped : entry.Place;
        }
    }

    /// <summary>Forgets the claims, as the end of a process does.</summary>
    public void Restart() => _entries.ForEach(entry => entry.IsHeld = false);

    public EncodedActivity Activity(int index) => _entries[index].Activity;

    public void AssertSame(BufferState state)
    {
        var through = _entries.FindIndex(entry => entry.Place == ModelPlace.Log);
        Assert.AreEqual(
            (
                Recorded: _entries.Count,
                Delivered: In(ModelPlace.Delivered),
                Waiting: In(ModelPlace.Log) + In(ModelPlace.Parked),
                Parked: In(ModelPlace.Parked),
                DeadLetters: In(ModelPlace.DeadLetters),
                Dropped: In(ModelPlace.Dropped),
                LastSequence: _entries.Count,
                SettledThrough: through < 0 ? _entries.Count : through
            ),
            (
                state.Recorded,
                state.Delivered,
                state.Waiting,
                state.Parked,
                state.DeadLetters,
                state.Dropped,
                state.LastSequence,
                state.SettledThrough
            )
        );
        Assert.AreEqual(LastAcknowledged, state.LastAcknowledged);
        BufferIdentity.AssertHolds(state);
    }

    private int In(ModelPlace place) => _entries.Count(entry => entry.Place == place);

    private IEnumerable<int> Indexes(Func<ModelEntry, bool> matches) =>
        Enumerable.Range(0, _entries.Count).Where(index => matches(_entries[index]));
}
