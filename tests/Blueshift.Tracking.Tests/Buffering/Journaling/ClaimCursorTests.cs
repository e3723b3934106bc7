using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;
using CsCheck;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class ClaimCursorTests
{
    private enum Step
    {
        Take,
        Release,
        ReleaseUnheld,
        Settle,
        SettleUnheld,
        SettleMany,
        LayAside,
        TakeUp,
        Append,
    }

    private static readonly Gen<(Step Step, int Choice)> Steps = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Step.Take)),
            (2, Gen.Const(Step.Release)),
            (1, Gen.Const(Step.ReleaseUnheld)),
            (4, Gen.Const(Step.Settle)),
            (1, Gen.Const(Step.SettleUnheld)),
            (1, Gen.Const(Step.SettleMany)),
            (1, Gen.Const(Step.LayAside)),
            (1, Gen.Const(Step.TakeUp)),
            (2, Gen.Const(Step.Append))
        ),
        Gen.Int[0, 1000]
    );

    [TestMethod]
    public void Every_open_sequence_is_taken_once_the_released_first_and_the_others_in_order() =>
        Steps.List[1, 120].ForAll(Assurance.Iterations(500, 20_000), steps => new Model().Play(steps));

    [TestMethod]
    public void Without_a_range_left_nothing_beyond_is_begun_but_gaps_and_what_was_released_are_taken()
    {
        var settled = new SettledRanges(0, []);
        var cursor = new ClaimCursor(settled, []);
        cursor.TryTake(10_000, out var first);
        for (var index = 0; index < JournalLimits.MaxSettledRanges; index++)
        {
            settled.TryAdd(new SequenceRange(3 + (2 * index), 3 + (2 * index)));
        }
        for (var gap = 0; gap < JournalLimits.MaxSettledRanges; gap++)
        {
            Assert.IsTrue(cursor.TryTake(10_000, out var filling));
            Assert.AreEqual(2 + (2 * gap), filling);
        }

        Assert.IsFalse(cursor.TryTake(10_000, out _));
        cursor.Release(first);
        Assert.IsTrue(cursor.TryTake(10_000, out var again));
        Assert.AreEqual(first, again);
        settled.TryAdd(new SequenceRange(4, 4));
        Assert.IsTrue(cursor.TryTake(10_000, out var beyond));
        Assert.AreEqual(settled.Highest + 1, beyond);
    }

    /// <summary>Is the same in plain sets.</summary>
    private sealed class Model
    {
        private readonly SettledRanges _settled = new(0, []);
        private readonly ClaimCursor _cursor;
        private readonly HashSet<long> _done = [];
        private readonly SortedSet<long> _held = [];
        private readonly SortedSet<long> _released = [];
        private readonly HashSet<long> _aside = [];
        private long _last = 20;

        public Model()
        {
            _cursor = new ClaimCursor(_settled, []);
        }

        public void Play(List<(Step Step, int Choice)> steps)
        {
            foreach (var (step, choice) in steps)
            {
                Act(step, choice);
                AssertOpen();
                Assert.AreEqual(Next() is not null, _cursor.TryPeek(_last, out var peeked));
                Assert.AreEqual(Next() ?? peeked, peeked);
            }
        }

        private void AssertOpen()
        {
            var open = Enumerable
                .Range(1, (int)_last)
                .Select(sequence => (long)sequence)
                .Where(one => !_done.Contains(one));
            var taken = _held.Min;

            Assert.AreSequenceEqual(
                open.Where(one => !_held.Contains(one)),
                Flat(_cursor.OpenParts(new(1, _last), taken: 0))
            );
            Assert.AreSequenceEqual(
                open.Where(one => one == taken || !_held.Contains(one)),
                Flat(_cursor.OpenParts(new(1, _last), taken))
            );
        }

        private static IEnumerable<long> Flat(IEnumerable<SequenceRange> ranges) =>
            ranges.SelectMany(range => Enumerable.Range((int)range.From, (int)range.Count)).Select(one => (long)one);

        private void Act(Step step, int choice)
        {
            switch (step)
            {
                case Step.Take:
                    Take();
                    break;
                case Step.Release when _held.Count > 0:
                    var back = _held.ElementAt(choice % _held.Count);
                    _cursor.Release(back);
                    _held.Remove(back);
                    _released.Add(back);
                    break;
                case Step.ReleaseUnheld when !_held.Contains(1 + (choice % _last)):
                    _cursor.Release(1 + (choice % _last));
                    break;
                case Step.Settle when _held.Count > 0:
                    Settle(_held.ElementAt(choice % _held.Count));
                    break;
                case Step.SettleUnheld:
                    Settle(1 + (choice % _last));
                    break;
                case Step.SettleMany:
                    SettleMany(1 + (choice % _last), choice % 7);
                    break;
                case Step.LayAside when Next() is { } next:
                    LayAside(next, next + (choice % 5));
                    break;
                case Step.TakeUp:
                    _cursor.TakeUp();
                    _aside.Clear();
                    break;
                case Step.Append:
                    _last += choice % 10;
                    break;
            }
        }

        private long? Next()
        {
            if (_released.Count > 0)
            {
                return _released.Min;
            }
            for (var sequence = 1L; sequence <= _last; sequence++)
            {
                if (!_done.Contains(sequence) && !_held.Contains(sequence) && !_aside.Contains(sequence))
                {
                    return sequence;
                }
            }
            return null;
        }

        private void Take()
        {
            var next = Next();
            Assert.AreEqual(next is not null, _cursor.TryTake(_last, out var taken));
            if (next is { } expected)
            {
                Assert.AreEqual(expected, taken);
                _released.Remove(expected);
                _held.Add(expected);
            }
        }

        private void Settle(long sequence)
        {
            _settled.TryAdd(new SequenceRange(sequence, sequence));
            _cursor.Settled(new SequenceRange(sequence, sequence));
            _done.Add(sequence);
            _held.Remove(sequence);
            _released.Remove(sequence);
        }

        // As the journal does it: what is given up is cut to what is open first.
        private void SettleMany(long from, long more)
        {
            foreach (var part in _cursor.OpenParts(new(from, Math.Min(from + more, _last)), taken: 0))
            {
                _settled.TryAdd(part);
                _cursor.Settled(part);
                _done.UnionWith(Flat([part]));
                _released.ExceptWith(Flat([part]));
            }
        }

        // As the journal does it: what cannot be read is found when it is taken.
        private void LayAside(long from, long to)
        {
            Take();
            _cursor.LayAside(new SequenceRange(from, to), from);
            _held.Remove(from);
            for (var sequence = from; sequence <= to; sequence++)
            {
                _released.Remove(sequence);
                _aside.Add(sequence);
            }
        }
    }
}
