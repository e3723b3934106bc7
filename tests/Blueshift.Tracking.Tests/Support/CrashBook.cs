using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Writes down what a test was told by journals, over all processes of one disk, and judges what they say in the end. It knows an
/// activity by its id alone and believes nothing that it was not told.
/// </summary>
internal sealed class CrashBook
{
    private readonly HashSet<Guid> _offered = [];
    private readonly HashSet<Guid> _recorded = [];
    private readonly Dictionary<Guid, SettlementKind> _settled = [];
    private readonly Dictionary<Guid, SettlementKind> _inDoubt = [];
    private readonly Dictionary<(string Source, long Sequence), Guid> _sent = [];
    private readonly Dictionary<Guid, (string Source, long Sequence)> _places = [];

    public int Recorded => _recorded.Count;

    /// <summary>Copies the book, so that one crash can be judged in several of its outcomes.</summary>
    public CrashBook Copy()
    {
        var copy = new CrashBook();
        copy._offered.UnionWith(_offered);
        copy._recorded.UnionWith(_recorded);
        Add(_settled, copy._settled);
        Add(_inDoubt, copy._inDoubt);
        Add(_sent, copy._sent);
        Add(_places, copy._places);
        return copy;
    }

    public void Offer(IEnumerable<EncodedActivity> activities) => _offered.UnionWith(activities.Select(one => one.Id));

    public void Answered(IReadOnlyList<EncodedActivity> activities, IReadOnlyList<RefusalReason> answers)
    {
        Assert.HasCount(activities.Count, answers);
        _recorded.UnionWith(
            activities.Where((_, index) => answers[index] == RefusalReason.None).Select(activity => activity.Id)
        );
    }

    /// <summary>Notes a claim: each number of a source is one activity's for ever, and each activity has one number.</summary>
    public void Claimed(Claim claim)
    {
        foreach (var activity in claim.Activities)
        {
            var place = (claim.Source, activity.Sequence);
            Assert.Contains(activity.Id, _offered, "Nothing is made up.");
            Assert.AreEqual(
                activity.Id,
                Noted(_sent, place, activity.Id),
                $"Number {activity.Sequence} is sent for one activity."
            );
            Assert.AreEqual(
                place,
                Noted(_places, activity.Id, place),
                $"An activity has one number, not also {activity.Sequence}."
            );
            Assert.IsFalse(
                _settled.TryGetValue(activity.Id, out var kind),
                $"Number {activity.Sequence} was settled as {kind}, and that was acknowledged."
            );
        }
    }

    /// <summary>Notes that a settlement begins: until it is acknowledged it may or may not be on the disk.</summary>
    public void Settling(Claim claim, IReadOnlyList<Settlement> settlements)
    {
        foreach (var (activity, settlement) in claim.Activities.Zip(settlements))
        {
            _inDoubt[activity.Id] = settlement.Kind;
        }
    }

    /// <summary>Notes that a settlement was acknowledged.</summary>
    public void Settled(Claim claim, IReadOnlyList<Settlement> settlements)
    {
        foreach (var (activity, settlement) in claim.Activities.Zip(settlements))
        {
            _inDoubt.Remove(activity.Id);
            if (settlement.Kind is SettlementKind.Delivered or SettlementKind.DeadLetter or SettlementKind.Drop)
            {
                _settled[activity.Id] = settlement.Kind;
            }
        }
    }

    /// <summary>Judges a buffer that was drained.</summary>
    /// <param name="state">What it says of itself.</param>
    /// <param name="isExact">Whether each activity's lot is known: no settlement was answered while the disk failed.</param>
    public void Judge(BufferState state, bool isExact = true)
    {
        BufferIdentity.AssertHolds(state);
        Assert.AreEqual(0, state.Waiting, "Everything is drained.");
        var kinds = _settled.Concat(_inDoubt).ToDictionary(one => one.Key, one => one.Value);
        Assert.IsEmpty(
            _recorded.Where(id => kinds.GetValueOrDefault(id) is SettlementKind.Release or SettlementKind.Park),
            "What was recorded is delivered, a dead letter or dropped."
        );
        foreach (var source in _sent.Keys.GroupBy(place => place.Source, place => place.Sequence))
        {
            Assert.AreSequenceEqual(Enumerable.Range(1, source.Count()).Select(number => (long)number), source.Order());
        }
        if (isExact)
        {
            Assert.AreEqual(_sent.Count, state.Recorded, "Every number that was given was sent once.");
            Assert.AreEqual(
                (Count(SettlementKind.Delivered), Count(SettlementKind.DeadLetter), Count(SettlementKind.Drop)),
                ((int)state.Delivered, (int)state.DeadLetters, (int)state.Dropped),
                "delivered, dead letters, dropped"
            );
        }

        int Count(SettlementKind kind) => kinds.Values.Count(one => one == kind);
    }

    private static TValue Noted<TKey, TValue>(Dictionary<TKey, TValue> notes, TKey key, TValue value)
        where TKey : notnull
    {
        notes.TryAdd(key, value);
        return notes[key];
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, TValue> from, Dictionary<TKey, TValue> to)
        where TKey : notnull
    {
        foreach (var (key, value) in from)
        {
            to.Add(key, value);
        }
    }
}
