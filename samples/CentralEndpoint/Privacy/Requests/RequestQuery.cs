using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Corrections;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>Reads requests: all of them without whose they are, and one as whole, which is audited.</summary>
internal sealed class RequestQuery(
    EndpointStore store,
    RequestSealer sealer,
    CorrectionConflicts conflicts,
    AuditTrail audit
)
{
    private const int Most = 500;

    /// <summary>Gives the requests that go on by their due day, then those that were closed, the last first; nothing of a person is in them.</summary>
    public async Task<IReadOnlyList<PrivacyRequestRow>> ListAsync()
    {
        await using var db = store.CreateContext();
        var rows = await db
            .PrivacyRequests.AsNoTracking()
            .OrderBy(row => row.Closed == null ? 0 : 1)
            .ThenBy(row => row.Closed == null ? row.Due : 0)
            .ThenByDescending(row => row.Closed)
            .ThenBy(row => row.Number)
            .Take(Most)
            .ToListAsync();
        rows.ForEach(static row => (row.Box, row.EmailIndex) = (null, null));
        return rows;
    }

    /// <returns><see langword="null"/> where there is no such request.</returns>
    public Task<RequestView?> ReadAsync(StaffMember officer, long number) =>
        audit.ReadAsync(RequestSteps.Act(officer, AuditActions.RequestViewed, number), db => ReadAsync(db, number));

    private async Task<RequestView?> ReadAsync(EndpointDbContext db, long number)
    {
        var request = await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number);
        if (request is null)
        {
            return null;
        }

        return new RequestView
        {
            Request = request,
            Content = request.Box is { } box ? sealer.Open(number, box) : null,
            Steps = await db
                .RequestSteps.AsNoTracking()
                .Where(row => row.Request == number)
                .OrderBy(row => row.Number)
                .ToListAsync(),
            People = await db
                .RequestPeople.AsNoTracking()
                .Where(row => row.Request == number)
                .OrderBy(row => row.InstanceId)
                .ThenBy(row => row.Subject)
                .ToListAsync(),
            Conflicts = await conflicts.FindAsync(db, number),
            Erasure = await db.Erasures.AsNoTracking().SingleOrDefaultAsync(row => row.Request == number),
            Suppressions = await db.Suppressions.AsNoTracking().Where(row => row.Request == number).ToListAsync(),
        };
    }
}
