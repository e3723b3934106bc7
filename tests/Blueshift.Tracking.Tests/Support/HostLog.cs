using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what a host may log of a user of its own accord.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "A user was made.")]
    public static partial void Made(this ILogger logger, [LogProperties] TrackedUser user);

    [LoggerMessage(2, LogLevel.Information, "An invitation went to {Address}.")]
    public static partial void Invited(this ILogger logger, [UserActivityPersonalData] string address);
}
