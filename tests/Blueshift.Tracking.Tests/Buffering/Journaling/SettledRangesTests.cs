using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;
using CsCheck;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class SettledRangesTests
{
    private static readonly Gen<(long From, long Length)> Added = Gen.Select(Gen.Long[1, 120], Gen.Long[0, 6]);

    [TestMethod]
    public void It_holds_what_a_set_holds_after_every_step() =>
        Gen.Select(Gen.Long[0, 10], Added.List[1, 60])
            .ForAll(
                400,
                sample =>
                {
                    var set = new HashSet<long>();
                    Fill(set, 1, sample.Item1);
                    var settled = new SettledRanges(sample.Item1, []);
                    foreach (var (from, length) in sample.Item2)
                    {
                        Assert.IsTrue(settled.TryAdd(new SequenceRange(from, from + length - 1)));
                        Fill(set, from, from + length - 1);
                        AssertSame(set, settled);
                    }
                }
            );

    [TestMethod]
    public void Made_anew_from_what_it_shows_it_is_the_same() =>
        Added
            .List[1, 60]
            .ForAll(
                200,
                all =>
                {
                    var settled = new SettledRanges(
                        0,
                        all.Select(one => new SequenceRange(one.From, one.From + one.Length - 1))
                    );
                    var again = new SettledRanges(settled.Through, settled.Ranges);

                    Assert.AreEqual(settled.Through, again.Through);
                    Assert.AreEqual(settled.Count, again.Count);
                    Assert.AreSequenceEqual(settled.Ranges, again.Ranges);
                }
            );

    [TestMethod]
    public void Ranges_beyond_the_limit_are_refused_and_change_nothing_but_those_that_touch_one_are_taken()
    {
        var settled = new SettledRanges(0, []);
        for (var index = 0; index < JournalLimits.MaxSettledRanges; index++)
        {
            Assert.IsFalse(settled.IsFull);
            Assert.IsTrue(settled.TryAdd(new SequenceRange(3 + (3 * index), 3 + (3 * index))));
        }
        var last = settled.Ranges[^1].To;

        Assert.IsTrue(settled.IsFull);
        Assert.IsFalse(settled.TryAdd(new SequenceRange(last + 2, last + 5)));
        Assert.AreEqual(JournalLimits.MaxSettledRanges, settled.Count);
        Assert.IsTrue(settled.TryAdd(new SequenceRange(last + 1, last + 1)));
        Assert.IsTrue(settled.TryAdd(new SequenceRange(4, 5)));
        Assert.IsFalse(settled.IsFull);
        Assert.IsTrue(settled.TryAdd(new SequenceRange(last + 3, last + 3)));
        Assert.IsTrue(settled.TryAdd(new SequenceRange(1, 2)));
        Assert.AreEqual(6, settled.Through);
    }

    private static void Fill(HashSet<long> set, long from, long to)
    {
        for (var sequence = from; sequence <= to; sequence++)
        {
            set.Add(sequence);
        }
    }

    private static void AssertSame(HashSet<long> set, SettledRanges settled)
    {
        Assert.AreEqual(set.Count, settled.Count);
        Assert.DoesNotContain(settled.Through + 1, set);
        for (var sequence = 1L; sequence < 140; sequence++)
        {
            Assert.AreEqual(set.Contains(sequence), settled.Contains(sequence), $"{sequence}");
            var next = sequence;
            while (set.Contains(next))
            {
                next++;
            }
            Assert.AreEqual(next, settled.NextOpen(sequence));
        }
        var end = settled.Through;
        foreach (var range in settled.Ranges)
        {
            Assert.IsTrue(range.From > end + 1 && range.To >= range.From, "ranges rise and never touch");
            end = range.To;
        }
    }
}
