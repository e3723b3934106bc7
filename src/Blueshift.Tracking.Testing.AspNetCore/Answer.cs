using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Makes the steps that end with a whole answer.</summary>
internal static class Answer
{
    /// <summary>Answers as the contract says.</summary>
    public static ScriptStep Normally() =>
        new(
            "normal",
            async exchange =>
                await exchange.SendAsync(await exchange.HandleAsync().ConfigureAwait(false)).ConfigureAwait(false)
        );

    /// <summary>Waits before anything is read or stored, then goes on with a step.</summary>
    public static ScriptStep After(Gate gate, ScriptStep? then = null) =>
        new(
            "after-gate",
            async exchange =>
            {
                await gate.PassAsync(exchange.Aborted).ConfigureAwait(false);
                await (then ?? Normally()).RunAsync(exchange).ConfigureAwait(false);
            }
        );

    /// <summary>Stores, and waits before it answers.</summary>
    public static ScriptStep StoredAfter(Gate gate) =>
        new(
            "stored-after-gate",
            async exchange =>
            {
                var answer = await exchange.HandleAsync().ConfigureAwait(false);
                await gate.PassAsync(exchange.Aborted).ConfigureAwait(false);
                await exchange.SendAsync(answer).ConfigureAwait(false);
            }
        );

    /// <summary>Answers with anything; nothing is stored.</summary>
    public static ScriptStep With(EndpointAnswer answer) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"status-{answer.Status}"),
            exchange => exchange.SendAsync(answer)
        );

    public static ScriptStep Status(int status) => With(new EndpointAnswer(status));

    /// <summary>Answers with a problem document of the contract.</summary>
    public static ScriptStep Problem(int status, string name) =>
        With(EndpointAnswer.OfProblem(new Problem(status, name, "Scripted by a test.")));

    /// <summary>Stores, and answers with a 2xx that acknowledges nothing.</summary>
    public static ScriptStep StoredWith(EndpointAnswer answer) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"stored-status-{answer.Status}"),
            async exchange =>
            {
                await exchange.HandleAsync().ConfigureAwait(false);
                await exchange.SendAsync(answer).ConfigureAwait(false);
            }
        );

    /// <summary>Answers 200 with the page of a captive portal.</summary>
    public static ScriptStep LoginPage() =>
        With(EndpointAnswer.OfText(200, "text/html", "<!doctype html><title>Sign in</title><form></form>"));

    public static ScriptStep Redirect(int status, Uri location) =>
        With(new EndpointAnswer(status).WithHeader("Location", location.ToString()));

    /// <summary>Asks to come again after so many seconds.</summary>
    public static ScriptStep RetryAfter(int status, TimeSpan delay) =>
        With(
            new EndpointAnswer(status).WithHeader(
                "Retry-After",
                ((long)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            )
        );

    /// <summary>Asks to come again at a date, which is so far from the endpoint's now (RFC 9110, 5.6.7).</summary>
    public static ScriptStep RetryAt(int status, TimeSpan delay) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"status-{status}"),
            exchange =>
            {
                var date = exchange.Parts.Options.TimeProvider.GetUtcNow() + delay;
                var text = date.ToString("R", CultureInfo.InvariantCulture);
                return exchange.SendAsync(new EndpointAnswer(status).WithHeader("Retry-After", text));
            }
        );

    /// <summary>Answers 413 to what is above the limits given, or to everything where none is; to the rest as the contract says.</summary>
    public static ScriptStep TooLarge(int? maxCount = null, int? maxBytes = null) =>
        new(
            "too-large",
            async exchange =>
            {
                var isWithin =
                    (maxCount, maxBytes) is not (null, null)
                    && exchange.Request.Count <= (maxCount ?? int.MaxValue)
                    && exchange.Request.Content?.Length <= (maxBytes ?? int.MaxValue);
                var answer = isWithin
                    ? await exchange.HandleAsync().ConfigureAwait(false)
                    : EndpointAnswer.OfProblem(Reading.Problem.TooLarge(maxCount, maxBytes));
                await exchange.SendAsync(answer).ConfigureAwait(false);
            }
        );

    public static ScriptStep Deferring(TimeSpan? retryAfter, params int[] positions) =>
        Ruled("deferring", Ruling.At(positions, id => Verdict.Deferred(id, retryAfter)));

    /// <summary>Rejects at positions with a reason of the closed list.</summary>
    public static ScriptStep Rejecting(string reason, params int[] positions) =>
        Ruled("rejecting", Ruling.At(positions, id => Verdict.Rejected(id, new Rejection(reason, ""))));

    public static ScriptStep Suppressing(params int[] positions) =>
        Ruled("suppressing", Ruling.At(positions, id => Verdict.Rejected(id, Rejection.Suppressed)));

    /// <summary>Stores, and answers with ids that were not sent.</summary>
    public static ScriptStep OfAnotherBatch() =>
        Ruled(
            "another-batch",
            new Ruling { Say = verdict => verdict with { Id = verdict.Id[..^1] + (verdict.Id[^1] == '0' ? '1' : '0') } }
        );

    private static ScriptStep Ruled(string name, Ruling ruling) =>
        new(
            name,
            async exchange =>
                await exchange.SendAsync(await exchange.HandleAsync(ruling).ConfigureAwait(false)).ConfigureAwait(false)
        );
}
