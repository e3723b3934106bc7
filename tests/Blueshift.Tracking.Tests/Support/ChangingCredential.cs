namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a credential that becomes another one when it is asked to renew it, if the test says so.</summary>
internal sealed class ChangingCredential(string token) : ITrackingCredential
{
    private string _token = token;

    public string? Next { get; set; }

    public ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken)
    {
        if (forceRenewal && Next is { } next)
        {
            (_token, Next) = (next, null);
        }
        return new(_token);
    }
}
