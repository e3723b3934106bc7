using System.Threading.RateLimiting;

namespace CentralEndpoint.Access;

/// <summary>Keeps anybody from trying passwords of the development accounts by the thousand.</summary>
internal sealed class SignInLimit : IDisposable
{
    /// <summary>Is how many tries there are in a minute, over all accounts.</summary>
    public const int TriesPerMinute = 30;

    private readonly FixedWindowRateLimiter _limiter = new(
        new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }
    );

    /// <summary>Counts a try; tells whether it may be made.</summary>
    public bool TryEnter() => _limiter.AttemptAcquire().IsAcquired;

    public void Dispose() => _limiter.Dispose();
}
