using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Configuration;

/// <summary>Reads the settings, which runs every check on them.</summary>
internal sealed class SettingsCheck(IOptions<UserActivityTrackingOptions> options) : IStartCheck
{
    public void Check() => _ = options.Value;
}
