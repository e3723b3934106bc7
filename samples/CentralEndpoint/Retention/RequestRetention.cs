using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Retention;

/// <summary>Says which requests and messages are due to lose their content: who asked, how to reach them, what they wrote. Number, kind and dates stay.</summary>
internal static class RequestRetention
{
    private static readonly string[] s_messages = [.. RequestWords.Messages];

    public static IQueryable<PrivacyRequestRow> ClosedRequests(EndpointDbContext db, long before) =>
        Held(db).Where(row => !EF.Parameter(s_messages).Contains(row.Kind) && row.Closed <= before);

    public static IQueryable<PrivacyRequestRow> ClosedMessages(EndpointDbContext db, long before) =>
        Messages(db).Where(row => row.Closed <= before);

    public static IQueryable<PrivacyRequestRow> UnhandledMessages(EndpointDbContext db, long before)
    {
        // It came on a day, and not at a time.
        long day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(before).UtcDateTime).DayNumber;
        return Messages(db).Where(row => row.Closed == null && row.Received <= day);
    }

    public static Task<int> EmptyAsync(IQueryable<PrivacyRequestRow> due, int atMost) =>
        due.OrderBy(static row => row.Number)
            .Take(atMost)
            .ExecuteUpdateAsync(static set =>
                set.SetProperty(static row => row.Box, (byte[]?)null)
                    .SetProperty(static row => row.EmailIndex, (byte[]?)null)
            );

    private static IQueryable<PrivacyRequestRow> Messages(EndpointDbContext db) =>
        Held(db).Where(row => EF.Parameter(s_messages).Contains(row.Kind));

    private static IQueryable<PrivacyRequestRow> Held(EndpointDbContext db) =>
        db.PrivacyRequests.Where(static row => row.Box != null || row.EmailIndex != null);
}
