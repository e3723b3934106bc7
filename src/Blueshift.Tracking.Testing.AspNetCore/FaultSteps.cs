using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Makes the step of a kind of fault and draws its particulars.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same faults.")]
internal sealed class FaultSteps(Random random)
{
    private static readonly int[] ServerErrors = [500, 502, 503, 504, 408, 425];
    private static readonly int[] Busy = [429, 503];
    private static readonly int[] Redirects = [301, 302, 303, 307, 308];

    public TimeSpan RefusedFor { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    public ScriptStep Of(FaultKind kind) =>
        kind switch
        {
            FaultKind.Refused => Broken.CloseListener(RefusedFor),
            FaultKind.Dropped => Broken.DropConnections(random.Next(1, 3)),
            FaultKind.ResetInRequest => Broken.ResetInRequest(random.Next(1, 4096)),
            FaultKind.Reset => Broken.Reset(),
            FaultKind.StoreAndReset => Broken.StoreAndReset(),
            FaultKind.StoreAndResetRequest => Broken.StoreAndReset(ResetScope.Request),
            FaultKind.StoreAndResetInAnswer => Broken.StoreAndResetInAnswer(),
            FaultKind.Truncated => Broken.Truncated(),
            FaultKind.Oversized => Broken.Oversized(),
            FaultKind.StoreAndNeverAnswer => Broken.StoreAndNeverAnswer(),
            _ => WholeAnswer(kind),
        };

    private ScriptStep WholeAnswer(FaultKind kind) =>
        kind switch
        {
            FaultKind.AnotherBatch => Answer.OfAnotherBatch(),
            FaultKind.LoginPage => Answer.LoginPage(),
            FaultKind.BareOk => Answer.StoredWith(new EndpointAnswer(200)),
            FaultKind.Deferred => Answer.Deferring(RetryDelay, [random.Next(0, 3), random.Next(0, 50)]),
            FaultKind.ServerError => Answer.Status(OneOf(ServerErrors)),
            FaultKind.RetryAfter => Answer.RetryAfter(OneOf(Busy), RetryDelay),
            FaultKind.RetryAt => Answer.RetryAt(OneOf(Busy), RetryDelay),
            FaultKind.TooLarge => Answer.TooLarge(maxCount: random.Next(1, 50)),
            FaultKind.Redirect => Answer.Redirect(OneOf(Redirects), new Uri("https://elsewhere.example/v1/activities")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private int OneOf(int[] statuses) => statuses[random.Next(statuses.Length)];
}
