using System.Diagnostics;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>
/// Makes the spans of the source <c>Blueshift.Tracking</c>, with the attributes of OpenTelemetry's conventions for messaging. They
/// hold numbers and words of closed lists alone, and cost nothing while nobody listens.
/// </summary>
internal static class TrackingTrace
{
    public const string SourceName = "Blueshift.Tracking";

    private const string Destination = "user-activities";
    private const string Prefix = "blueshift.tracking.";

    private static readonly ActivitySource Source = new(
        SourceName,
        typeof(TrackingTrace).Assembly.GetName().Version!.ToString(3)
    );

    /// <summary>Begins the span of one call of the host; its parent is whatever the host does. No network is behind it.</summary>
    public static Activity? Track(int count) =>
        Source.HasListeners() ? Begin("track", ActivityKind.Internal, count) : null;

    /// <summary>Begins the span of one request to the endpoint. It has no parent: nobody's request waits for it.</summary>
    /// <param name="count">How many activities it carries; 0 for the connection test.</param>
    /// <param name="host">The endpoint's host.</param>
    public static Activity? Deliver(int count, string host)
    {
        if (!Source.HasListeners())
        {
            return null;
        }
        // Delivery runs in nobody's context anyhow; should somebody ever give it one, it is no parent either.
        Activity.Current = null;
        var span = Begin("deliver", ActivityKind.Client, count);
        span?.SetTag("messaging.operation.type", "send");
        span?.SetTag("server.address", host);
        return span;
    }

    /// <summary>Notes what came of it.</summary>
    public static void End(Activity? span, string outcome, bool isFailure)
    {
        if (span is null)
        {
            return;
        }
        span.SetTag(Prefix + "outcome", outcome);
        if (isFailure)
        {
            span.SetTag("error.type", outcome);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Notes how many activities had the verdict.</summary>
    public static void Count(Activity span, string verdict, int count) => span.SetTag(Prefix + verdict, count);

    private static Activity? Begin(string operation, ActivityKind kind, int count)
    {
        var span = Source.StartActivity($"{operation} {Destination}", kind);
        span?.SetTag("messaging.system", "blueshift");
        span?.SetTag("messaging.operation.name", operation);
        span?.SetTag("messaging.destination.name", Destination);
        span?.SetTag("messaging.batch.message_count", count);
        return span;
    }
}
