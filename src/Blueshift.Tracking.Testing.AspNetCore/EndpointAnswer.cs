using System.Globalization;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>
/// Is a whole answer to a request: each row of the wire contract's table has its method here. Immutable; a method of an answer
/// copies it. Answers that are cut, late beyond all patience, or no answers at all are an <see cref="EndpointFault"/>.
/// </summary>
public sealed class EndpointAnswer
{
    private readonly AnswerPlan _plan;

    private EndpointAnswer(AnswerPlan plan) => _plan = plan;

    /// <summary>Gets what the contract says: valid activities are stored and accepted, known ones are duplicates, others are rejected.</summary>
    public static EndpointAnswer Normal { get; } = new(new AnswerPlan("normal"));

    internal ScriptStep Step => _plan.ToStep();

    /// <summary>Stores the activities as <see cref="Normal"/> does, and says <c>duplicate</c> of each that it accepted.</summary>
    /// <returns>The answer.</returns>
    public static EndpointAnswer Duplicate() => Ruled("duplicate", Ruling.SayingDuplicate);

    /// <summary>Rejects activities: the client keeps each as a dead letter and does not send it again by itself.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="when">Chooses activities; the others are answered as <see cref="Normal"/>. Default all. What it throws fails the test.</param>
    /// <returns>The answer. What is rejected is not stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is none of the list.</exception>
    public static EndpointAnswer Rejected(RejectionReason reason, Func<ReceivedActivity, bool>? when = null)
    {
        var rejection = Rejection.Of(reason);
        return Ruled("rejecting", Ruling.Where(when, id => Verdict.Rejected(id, rejection)));
    }

    /// <summary>Defers activities: the client sends each again later.</summary>
    /// <param name="retryAfter">How much later, in whole seconds; without it the client waits 60 seconds.</param>
    /// <param name="when">Chooses activities; the others are answered as <see cref="Normal"/>. Default all. What it throws fails the test.</param>
    /// <returns>The answer. What is deferred is not stored.</returns>
    public static EndpointAnswer Deferred(TimeSpan? retryAfter = null, Func<ReceivedActivity, bool>? when = null) =>
        Ruled("deferring", Ruling.Where(when, id => Verdict.Deferred(id, retryAfter)));

    /// <summary>Answers 413 of the contract to a batch above a limit, and <see cref="Normal"/> to others; without a limit 413 to everything.</summary>
    /// <param name="maxCount">The most activities.</param>
    /// <param name="maxBytes">The most bytes before compression.</param>
    /// <returns>The answer, which tells the limits.</returns>
    public static EndpointAnswer TooLarge(int? maxCount = null, int? maxBytes = null) =>
        Fixed(
            "too-large",
            exchange =>
                exchange.Request.IsWithin(maxCount, maxBytes)
                    ? null
                    : WholeAnswer.OfProblem(Reading.Problem.TooLarge(maxCount, maxBytes))
        );

    /// <summary>Answers 415 to a body that is compressed, and <see cref="Normal"/> to others: the client then sends without compression.</summary>
    /// <returns>The answer.</returns>
    public static EndpointAnswer UncompressedOnly()
    {
        var refusal = WholeAnswer
            .OfProblem(Reading.Problem.UnsupportedEncoding)
            .WithHeader("Accept-Encoding", "identity");
        return Fixed("uncompressed-only", exchange => exchange.Request.IsCompressed ? refusal : null);
    }

    /// <summary>Answers with a status and nothing else, as a proxy does.</summary>
    /// <param name="status">The HTTP status, 200 to 599. Even a 200 acknowledges nothing, because it has no verdicts.</param>
    /// <returns>The answer. Nothing is stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is no final status of HTTP.</exception>
    public static EndpointAnswer Status(int status)
    {
        CheckStatus(status);
        return Fixed(string.Create(CultureInfo.InvariantCulture, $"status-{status}"), _ => new WholeAnswer(status));
    }

    /// <summary>Answers with a problem document of the contract (RFC 9457), by which a client tells the endpoint from a proxy.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    /// <param name="type">
    /// How the document's type ends, for example <c>quota-reached</c>. Default the contract's usual one for the status, with the headers that belong to it.
    /// </param>
    /// <returns>The answer. Nothing is stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is no error.</exception>
    public static EndpointAnswer Problem(int status, string? type = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        CheckStatus(status);
        var answer = WholeAnswer.OfProblem(Reading.Problem.Scripted(status, type));
        return Fixed(string.Create(CultureInfo.InvariantCulture, $"problem-{status}"), _ => answer);
    }

    /// <summary>Answers with a redirect, which a client never follows.</summary>
    /// <param name="location">Where to.</param>
    /// <param name="status">The HTTP status, for example 301, 302, 303, 307 or 308. Default 307.</param>
    /// <returns>The answer. Nothing is stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="location"/> is <see langword="null"/>.</exception>
    public static EndpointAnswer Redirect(Uri location, int status = 307)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Status(status).WithHeader("Location", location.ToString());
    }

    /// <summary>Answers with any content, to try what the contract does not foresee.</summary>
    /// <param name="status">The HTTP status, 200 to 599.</param>
    /// <param name="mediaType">The media type, for example <c>text/html</c>.</param>
    /// <param name="content">The body, sent as UTF-8.</param>
    /// <returns>The answer. Nothing is stored.</returns>
    /// <exception cref="ArgumentNullException">A text is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is no final status of HTTP.</exception>
    public static EndpointAnswer Content(int status, string mediaType, string content)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        ArgumentNullException.ThrowIfNull(content);
        CheckStatus(status);
        var answer = WholeAnswer.OfText(status, mediaType, content);
        return Fixed(string.Create(CultureInfo.InvariantCulture, $"content-{status}"), _ => answer);
    }

    /// <summary>Stores the activities before anything else, whatever is answered then: the client, told otherwise, sends them again.</summary>
    /// <returns>A copy.</returns>
    public EndpointAnswer StoreFirst() => new(_plan with { StoresFirst = true });

    /// <summary>Delays the answer. Until then nothing is stored, unless <see cref="StoreFirst"/> says so.</summary>
    /// <param name="delay">How long, by <see cref="FakeCentralEndpointOptions.TimeProvider"/>.</param>
    /// <returns>A copy.</returns>
    public EndpointAnswer After(TimeSpan delay) => After(exchange => exchange.DelayAsync(delay));

    /// <summary>Delays the answer until a task has ended. Until then nothing is stored, unless <see cref="StoreFirst"/> says so.</summary>
    /// <param name="task">The task, for example that of a <see cref="TaskCompletionSource"/> which the test completes.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is <see langword="null"/>.</exception>
    public EndpointAnswer After(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return After(exchange => TestCodeException.GuardAsync(task, exchange.Aborted));
    }

    /// <summary>Drips the answer's body, one byte at a time.</summary>
    /// <param name="interval">How long before each byte, by <see cref="FakeCentralEndpointOptions.TimeProvider"/>.</param>
    /// <returns>A copy.</returns>
    public EndpointAnswer Drip(TimeSpan interval) => new(_plan with { ByteInterval = interval });

    /// <summary>Asks the client to come again no earlier than after a time: <c>Retry-After</c> in seconds (RFC 9110, 10.2.3).</summary>
    /// <param name="delay">How much later, in whole seconds.</param>
    /// <returns>A copy.</returns>
    public EndpointAnswer WithRetryAfter(TimeSpan delay) =>
        WithHeader("Retry-After", ((long)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    /// <summary>Asks the client to come again no earlier than at a date: <c>Retry-After</c> as an HTTP date (RFC 9110, 10.2.3).</summary>
    /// <param name="date">When, in whole seconds.</param>
    /// <returns>A copy.</returns>
    public EndpointAnswer WithRetryAfter(DateTimeOffset date) =>
        WithHeader("Retry-After", date.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Adds a header to the answer, or replaces it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>A copy.</returns>
    public EndpointAnswer WithHeader(string name, string value) =>
        new(_plan with { Headers = [.. _plan.Headers, (name, value)] });

    /// <summary>Returns what it is, for the record of a test.</summary>
    /// <returns>For example <c>status-503</c>.</returns>
    public override string ToString() => _plan.Name;

    private EndpointAnswer After(Func<Exchange, Task> waitAsync) => new(_plan with { WaitAsync = waitAsync });

    private static EndpointAnswer Ruled(string name, Ruling ruling) => new(new AnswerPlan(name) { Ruling = ruling });

    private static EndpointAnswer Fixed(string name, Func<Exchange, WholeAnswer?> answer) =>
        new(new AnswerPlan(name) { Fixed = answer });

    private static void CheckStatus(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
    }
}
