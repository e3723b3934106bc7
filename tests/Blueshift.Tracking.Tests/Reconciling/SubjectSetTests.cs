using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Tests.Reconciling;

[TestClass]
public sealed class SubjectSetTests
{
    [TestMethod]
    public void It_knows_whom_it_met_and_nobody_else_over_many_pages()
    {
        var set = new SubjectSet();
        var random = new Random(7);
        var met = Enumerable.Range(0, 200_000).Select(_ => (UInt128)random.NextInt64() << 7).Distinct().ToList();
        foreach (var page in met.Chunk(500))
        {
            set.AddPage(page);
        }

        Assert.IsTrue(met.TrueForAll(set.Contains));
        Assert.IsFalse(met.Exists(one => set.Contains(one + 1)));
    }

    [TestMethod]
    public void It_takes_16_bytes_for_each_and_little_more()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var set = new SubjectSet();
        var page = new UInt128[500];
        for (var number = 0; number < 400_000; number += page.Length)
        {
            for (var index = 0; index < page.Length; index++)
            {
                page[index] = (UInt128)(number + index);
            }
            set.AddPage(page);
        }

        Assert.IsLessThan((400_000 * 16) + (2 * 1024 * 1024), GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
