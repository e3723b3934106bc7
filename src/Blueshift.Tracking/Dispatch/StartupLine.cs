using System.Globalization;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Says once what is in use, and at the end what was done.</summary>
internal sealed class StartupLine(UserActivityTrackingOptions options, TrackingCondition condition, ILogger logger)
{
    private static readonly string Version = typeof(StartupLine).Assembly.GetName().Version!.ToString(3);

    private readonly List<(string Setting, string Suggestion)> _unknownSettings =
    [
        .. options.UnknownSettings.Distinct(),
    ];
    private readonly string _instance = options.ClientInstanceId!;
    private readonly string _endpoint = options.Endpoint!.Host;
    private readonly string _proxy = ProxySetting.Describe(options.Proxy);

    public void Write(BufferState state)
    {
        foreach (var (setting, suggestion) in _unknownSettings)
        {
            logger.UnknownSetting(setting, suggestion);
        }
        logger.Started(
            Version,
            _instance,
            _endpoint,
            _proxy,
            state.Description.ToString(),
            state.Waiting,
            state.LastAcknowledged?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "never"
        );
        if (state.IsVolatile)
        {
            logger.FolderIsVolatile();
        }
        if (state.LocksMissing)
        {
            logger.LocksDoNotWork();
        }
    }

    /// <summary>Notes that the stop began.</summary>
    public void Stopping() => condition.IsStopping = true;

    public void WriteEnd(BufferState state) =>
        logger.Stopped(state.Recorded, state.Delivered, state.Waiting, state.DeadLetters, state.Dropped);
}
