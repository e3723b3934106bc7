using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message about trust in the endpoint: ids 1070.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(
        1070,
        LogLevel.Information,
        "A certificate of the endpoint's chain names nobody to ask whether it was revoked; the connection is made, for "
            + "Tls:Revocation is Allow. Said once for each chain. [operating.md: revocation-unknown]"
    )]
    public static partial void NobodyToAskForRevocation(this ILogger logger);

    [LoggerMessage(
        1071,
        LogLevel.Warning,
        "Whether a certificate of the endpoint's chain was revoked could not be found out within {Seconds} s; the connection is "
            + "made, for Tls:Revocation is Allow. Said once for each chain. [operating.md: revocation-unknown]"
    )]
    public static partial void RevocationUnknown(this ILogger logger, long seconds);
}
