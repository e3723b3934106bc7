using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Health;

/// <summary>
/// Reads the settings without their checks: those try out the folder, and whoever asks for health must not be the one to begin
/// that. Safe for several threads.
/// </summary>
internal sealed class UncheckedSettings(
    IEnumerable<IConfigureOptions<UserActivityTrackingOptions>> setups,
    IEnumerable<IPostConfigureOptions<UserActivityTrackingOptions>> postConfigures
)
{
    private volatile UserActivityTrackingOptions? _options;

    /// <summary>Gets the settings as they were when somebody first asked; <see langword="null"/> while they cannot be read.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "What the host does to the settings may throw anything, and the start says it."
    )]
    public UserActivityTrackingOptions? TryRead()
    {
        try
        {
            return _options ??= new OptionsFactory<UserActivityTrackingOptions>(setups, postConfigures).Create(
                Options.DefaultName
            );
        }
        catch (Exception)
        {
            return null;
        }
    }
}
