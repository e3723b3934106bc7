using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Faults;

/// <summary>Makes the step of a kind of fault and draws its particulars.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same faults.")]
internal sealed class FaultSteps(Random random)
{
    private static readonly int[] ServerErrors = [500, 502, 503, 504, 408, 425];
    private static readonly int[] Busy = [429, 503];
    private static readonly int[] Redirects = [301, 302, 303, 307, 308];

    private static readonly Uri Elsewhere = new("https://elsewhere.example/v1/activities");

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
            FaultKind.AnotherBatch => Broken.OfAnotherBatch(),
            FaultKind.LoginPage => Broken.LoginPage(),
            FaultKind.BareOk => EndpointAnswer.Status(200).StoreFirst().Step,
            FaultKind.Deferred => Deferring([random.Next(0, 3), random.Next(0, 50)]),
            FaultKind.ServerError => EndpointAnswer.Status(OneOf(ServerErrors)).Step,
            FaultKind.RetryAfter => EndpointAnswer.Status(OneOf(Busy)).WithRetryAfter(RetryDelay).Step,
            FaultKind.RetryAt => RetryAt(OneOf(Busy)),
            FaultKind.TooLarge => EndpointAnswer.TooLarge(maxCount: random.Next(1, 50)).Step,
            FaultKind.Redirect => EndpointAnswer.Redirect(Elsewhere, OneOf(Redirects)).Step,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private ScriptStep Deferring(int[] positions) =>
        new AnswerPlan("deferring") { Ruling = Ruling.At(positions, id => Verdict.Deferred(id, RetryDelay)) }.ToStep();

    // The date is counted from the endpoint's now (RFC 9110, 5.6.7).
    private ScriptStep RetryAt(int status) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"status-{status}"),
            exchange =>
            {
                var date = exchange.Parts.Options.TimeProvider.GetUtcNow() + RetryDelay;
                return EndpointAnswer.Status(status).WithRetryAfter(date).Step.RunAsync(exchange);
            }
        );

    private int OneOf(int[] statuses) => statuses[random.Next(statuses.Length)];
}
