using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a row of the outbox as a test wants to see it.</summary>
internal sealed record CapturedUser(Guid Id, string Key, string Status, string Email, string FirstName, string LastName)
{
    /// <summary>Reads what <see cref="RecordingCapture"/> encoded.</summary>
    public static CapturedUser Read(byte[] payload)
    {
        var plain = payload.Select(RecordingCapture.Flip).ToArray();
        Assert.IsTrue(ActivityRecord.TryRead(plain, out var record));
        using var json = JsonDocument.Parse("{" + Encoding.UTF8.GetString(record.Bytes));
        var data = json.RootElement.GetProperty("data");
        return new CapturedUser(
            record.Id,
            Encoding.UTF8.GetString(record.Key),
            data.GetProperty("status").GetString()!,
            data.GetProperty("email").GetString()!,
            data.GetProperty("firstName").GetString()!,
            data.GetProperty("lastName").GetString()!
        );
    }
}
