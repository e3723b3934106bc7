namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a credential of a host's own that does what a test says.</summary>
internal sealed class CustomCredential(Func<bool, CancellationToken, ValueTask<string>> give) : ITrackingCredential
{
    public CustomCredential()
        : this((_, _) => new("of-the-host")) { }

    public IList<bool> Asked { get; } = [];

    public ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken)
    {
        Asked.Add(forceRenewal);
        return give(forceRenewal, cancellationToken);
    }
}
