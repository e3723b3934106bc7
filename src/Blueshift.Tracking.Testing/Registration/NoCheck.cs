using Blueshift.Tracking.Configuration;

namespace Blueshift.Tracking.Testing.Registration;

/// <summary>Takes the place of the check at start: the fake needs no setting.</summary>
internal sealed class NoCheck : IStartCheck
{
    public void Check()
    {
        // Nothing that it could check is used.
    }
}
