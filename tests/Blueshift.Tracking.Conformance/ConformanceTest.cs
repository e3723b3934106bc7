using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Is a class of tests of the one endpoint.</summary>
public abstract class ConformanceTest
{
    private protected static IConformanceTarget Target => ConformanceRun.Target;

    private protected static Sender Sender => new(Target.Client, Target.Account);

    /// <summary>Asserts that activities were not stored before: now they are.</summary>
    private protected static async Task AssertNotStoredAsync(params string[] activities) =>
        (await Sender.PostAsync(activities)).AssertVerdicts([.. activities.Select(static _ => "accepted")]);
}
