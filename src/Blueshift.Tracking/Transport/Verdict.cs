namespace Blueshift.Tracking.Transport;

/// <summary>Is the endpoint's answer for one activity.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Reason">The contract's word for a rejection; otherwise <see langword="null"/>.</param>
/// <param name="RetryAfter">How long a deferred activity is to wait, if the endpoint said so.</param>
internal readonly record struct Verdict(VerdictStatus Status, string? Reason, TimeSpan? RetryAfter);
