using System.Threading.RateLimiting;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Lets a request in: whose it is, whether that instance goes on, and whether it is not one too many. Requests are counted in this
/// process; several endpoints over one database each count their own.
/// </summary>
internal sealed class IngestGate : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly CredentialAuthentication _authentication;
    private readonly TimeProvider _clock;
    private readonly PartitionedRateLimiter<string> _limiter;

    public IngestGate(CredentialAuthentication authentication, CentralEndpointSettings settings, TimeProvider clock)
    {
        _authentication = authentication;
        _clock = clock;
        _limiter = PartitionedRateLimiter.Create<string, string>(instance =>
            RateLimitPartition.GetFixedWindowLimiter(
                instance,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = settings.MaxRequestsPerMinute,
                    Window = Window,
                    QueueLimit = 0,
                }
            )
        );
    }

    /// <summary>Gives the instance that the credential belongs to.</summary>
    /// <exception cref="ProblemException">The request is not to be let in.</exception>
    public async Task<string> EnterAsync(HttpContext context)
    {
        var caller =
            await _authentication.FindAsync(context.Request.Headers.Authorization)
            ?? throw new ProblemException(Problems.Unauthorized);
        // On problems as well: they may be all that this client is ever answered.
        ExpiryNotice.Write(context.Response, caller.Expires, _clock.GetUtcNow());
        if (caller.IsRetired)
        {
            throw new ProblemException(Problems.InstanceRetired);
        }

        using var lease = _limiter.AttemptAcquire(caller.Instance);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            throw new ProblemException(Problems.TooManyRequests((int)Math.Ceiling(wait.TotalSeconds)));
        }

        return caller.Instance;
    }

    public void Dispose() => _limiter.Dispose();
}
