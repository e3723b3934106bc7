using Blueshift.Tracking.Tests.Support;
using CsCheck;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>A journal does what a plain list would do, whatever happens in whatever order: counters, claims, order, identity.</summary>
[TestClass]
public sealed class JournalModelTests
{
    private static readonly Gen<(ModelAction Action, int Seed)> Steps = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(ModelAction.Append)),
            (6, Gen.Const(ModelAction.Claim)),
            (6, Gen.Const(ModelAction.Settle)),
            (2, Gen.Const(ModelAction.PassTime)),
            (1, Gen.Const(ModelAction.Stop)),
            (1, Gen.Const(ModelAction.Kill))
        ),
        Gen.Int
    );

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public Task A_journal_does_what_a_list_does() =>
        Steps
            .List[1, 60]
            .ForAllAsync(
                Assurance.Iterations(250, 20_000),
                async steps =>
                {
                    var journal = new ModelledJournal();
                    foreach (var (action, seed) in steps)
                    {
                        await journal.StepAsync(action, new Random(seed));
                    }
                    await journal.DrainAsync();
                }
            );
}
