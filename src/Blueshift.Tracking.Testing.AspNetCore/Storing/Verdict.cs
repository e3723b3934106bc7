using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Is the endpoint's answer for one activity.</summary>
internal sealed record Verdict(string Id, VerdictStatus Status, Rejection? Rejection = null, int? RetryAfter = null)
{
    public static Verdict Rejected(string id, Rejection rejection) => new(id, VerdictStatus.Rejected, rejection);

    public static Verdict Deferred(string id, TimeSpan? retryAfter) =>
        new(id, VerdictStatus.Deferred, RetryAfter: (int?)retryAfter?.TotalSeconds);
}
