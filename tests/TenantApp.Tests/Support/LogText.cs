using System.Text;
using Microsoft.Extensions.Logging.Testing;

namespace TenantApp.Tests.Support;

/// <summary>Writes out everything that a log record holds, so that it can be searched.</summary>
internal static class LogText
{
    public static byte[] Of(IEnumerable<FakeLogRecord> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
        {
            text.Append(record.Category).Append(' ').Append(record.Id).Append(' ').AppendLine(record.Message);
            text.AppendLine(record.Exception?.ToString());
            foreach (var (key, value) in record.StructuredState ?? [])
            {
                text.Append(key).Append('=').AppendLine(value);
            }
            foreach (var scope in record.Scopes)
            {
                text.AppendLine(scope?.ToString());
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
