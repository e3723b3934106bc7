using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CentralEndpoint.Telemetry;

/// <summary>Leaves of an exception its kind: what it says may quote what it stumbled over.</summary>
internal sealed class WithoutExceptions : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } fault)
        {
            data.Attributes = [.. data.Attributes ?? [], new("exception.type", fault.GetType().FullName)];
            data.Exception = null;
        }
    }
}
