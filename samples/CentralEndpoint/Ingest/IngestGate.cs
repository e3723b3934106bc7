using System.Threading.RateLimiting;
using Microsoft.Extensions.Primitives;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Lets a request in: whose it is, whether that instance goes on, and whether it is not one too many. Requests are counted in this
/// process; several endpoints over one database each count their own.
/// </summary>
internal sealed class IngestGate : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ApiKeyAuthentication _authentication;
    private readonly PartitionedRateLimiter<string> _limiter;

    public IngestGate(ApiKeyAuthentication authentication, CentralEndpointSettings settings)
    {
        _authentication = authentication;
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
    public async Task<string> EnterAsync(StringValues authorization)
    {
        var caller =
            await _authentication.FindAsync(authorization) ?? throw new ProblemException(Problems.Unauthorized);
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
