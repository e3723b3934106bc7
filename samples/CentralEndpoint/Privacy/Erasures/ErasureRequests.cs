using System.Globalization;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// Takes an erasure from the officer who asks for it over a second one who approves it to the time at which it may be carried out.
/// Until then each of them can cancel it.
/// </summary>
internal sealed class ErasureRequests(
    EndpointStore store,
    RequestSteps steps,
    CentralEndpointSettings settings,
    TimeProvider clock
)
{
    /// <summary>Counts what would go and what would stay.</summary>
    public Task<ErasurePreview> PreviewAsync(long number) => store.ReportAsync(db => PreviewAsync(db, number));

    /// <exception cref="RequestRefusedException">The request cannot be worked on, was erased already, or nobody was picked for it.</exception>
    public Task AskAsync(StaffMember officer, long number) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var request = await RequestGate.VerifiedAsync(store, db, number);
                await store.EnterAllAsync(db);
                var preview = await PreviewAsync(db, number);
                RequestInput.Require(preview.People > 0, "Nobody was picked for the request.");
                RequestInput.Require(
                    !await db.Erasures.AnyAsync(row => row.Request == number && row.Carried != null),
                    "The erasure of this request was carried out already. Open a new request for others."
                );
                await db.Erasures.Where(row => row.Request == number).ExecuteDeleteAsync();
                db.Add(
                    new ErasureRow
                    {
                        Request = number,
                        AskedBy = officer.Account,
                        Asked = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    }
                );
                request.State = RequestStates.Waiting;
                db.Update(request);
                await db.SaveChangesAsync();
                var act = RequestSteps.Act(officer, AuditActions.ErasureAsked, number, preview.People);
                await steps.AddAsync(db, act, "erasure asked", Told(preview));
                return true;
            }
        );

    /// <exception cref="RequestRefusedException">It was the same officer who asked, or there is nothing to approve.</exception>
    public Task ApproveAsync(StaffMember officer, long number) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var erasure = await WaitingAsync(db, number);
                RequestInput.Require(erasure.ApprovedBy is null, "The erasure was approved already.");
                RequestInput.Require(
                    erasure.AskedBy != officer.Account,
                    "Whoever asked for the erasure cannot approve it. A second officer has to."
                );
                var notBefore = clock.GetUtcNow().AddHours(settings.ErasureDelayHours);
                erasure.ApprovedBy = officer.Account;
                erasure.NotBefore = notBefore.ToUnixTimeMilliseconds();
                db.Update(erasure);
                await db.SaveChangesAsync();
                await steps.AddAsync(
                    db,
                    RequestSteps.Act(officer, AuditActions.ErasureApproved, number),
                    "erasure approved",
                    string.Create(CultureInfo.InvariantCulture, $"not before {notBefore:yyyy-MM-dd HH:mm} UTC")
                );
                return true;
            }
        );

    /// <exception cref="RequestRefusedException">It was carried out already, or there is none.</exception>
    public Task CancelAsync(StaffMember officer, long number) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var erasure = await WaitingAsync(db, number);
                erasure.Cancelled = clock.GetUtcNow().ToUnixTimeMilliseconds();
                db.Update(erasure);
                await db.SaveChangesAsync();
                await db
                    .PrivacyRequests.Where(row => row.Number == number)
                    .ExecuteUpdateAsync(static set => set.SetProperty(row => row.State, RequestStates.Verified));
                await steps.AddAsync(
                    db,
                    RequestSteps.Act(officer, AuditActions.ErasureCancelled, number),
                    "erasure cancelled"
                );
                return true;
            }
        );

    private async Task<ErasureRow> WaitingAsync(EndpointDbContext db, long number)
    {
        await RequestGate.OpenAsync(store, db, number);
        return await db
                .Erasures.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Request == number && row.Carried == null && row.Cancelled == null)
            ?? throw new RequestRefusedException("No erasure of this request is waiting.");
    }

    private static async Task<ErasurePreview> PreviewAsync(EndpointDbContext db, long number)
    {
        var people = db.RequestPeople.Where(row => row.Request == number);
        var activities = db.Activities.Where(row =>
            people.Any(one => one.InstanceId == row.InstanceId && one.Subject == row.Subject)
        );
        return new ErasurePreview(
            await people.LongCountAsync(),
            await db.Profiles.LongCountAsync(row =>
                activities.Any(one => one.InstanceId == row.InstanceId && one.Id == row.ActivityId)
            ),
            await activities.LongCountAsync()
        );
    }

    private static string Told(ErasurePreview preview) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{preview.People} people, {preview.Profiles} sealed profiles; {preview.Activities} activities would stay"
        );
}
