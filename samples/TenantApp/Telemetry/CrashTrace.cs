using System.Text;

namespace TenantApp.Telemetry;

/// <summary>Writes an exception and its causes as types and stack frames, without their messages.</summary>
public static class CrashTrace
{
    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var text = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            text.Append(text.Length == 0 ? "" : "caused by ").AppendLine(cause.GetType().FullName);
            text.AppendLine(cause.StackTrace);
        }
        return text.ToString();
    }
}
