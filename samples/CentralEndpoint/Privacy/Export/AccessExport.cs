using System.Security.Cryptography;
using System.Text.Json;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Export;

/// <summary>Makes what a person who asks for access is given. It is not kept; its hash is noted, so that it can be told again.</summary>
internal sealed class AccessExport(
    EndpointStore store,
    ProfileSealer sealer,
    CentralEndpointSettings settings,
    RequestSteps steps,
    TimeProvider clock
)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The document, and the same as JSON.</returns>
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or nobody was picked for it.</exception>
    public Task<(AccessDocument Document, byte[] Json)> MakeAsync(StaffMember officer, long number) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                await RequestGate.VerifiedAsync(store, db, number);
                await store.EnterAllAsync(db);
                var people = await db
                    .RequestPeople.AsNoTracking()
                    .Where(row => row.Request == number)
                    .OrderBy(row => row.InstanceId)
                    .ThenBy(row => row.Subject)
                    .ToListAsync();
                RequestInput.Require(people.Count > 0, "Nobody was picked for the request.");
                var document = await MakeAsync(db, number, people);
                var json = JsonSerializer.SerializeToUtf8Bytes(document, s_json);
                await steps.AddAsync(
                    db,
                    RequestSteps.Act(officer, AuditActions.PersonExported, number, people.Count),
                    "exported",
                    $"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(json))}"
                );
                return (document, json);
            }
        );

    private async Task<AccessDocument> MakeAsync(EndpointDbContext db, long number, List<RequestPersonRow> people)
    {
        var users = new List<AccessedUser>();
        foreach (var person in people)
        {
            users.Add(await new AccessReader(db, sealer).ReadAsync(person.InstanceId, person.Subject));
        }

        var targets = people.Select(static row => $"instance {row.InstanceId}").Distinct().ToArray();
        var viewed = await db
            .AuditEntries.Where(row =>
                row.Request == number
                || (row.Action == AuditActions.NamesViewed && EF.Parameter(targets).Contains(row.Target))
            )
            .OrderBy(row => row.Number)
            .Select(row => new
            {
                row.Time,
                row.Roles,
                row.Action,
            })
            .ToListAsync();
        return new AccessDocument
        {
            Request = number,
            Made = clock.GetUtcNow(),
            Users = users,
            Viewed = viewed.ConvertAll(static row => new AccessedView(
                DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
                row.Roles,
                row.Action
            )),
            Retention = Retention(settings),
        };
    }

    private static IReadOnlyList<string> Retention(CentralEndpointSettings settings) =>
        [
            $"Names and addresses: {settings.Retention.ProfileMonths} months after your account ceased to be active, or until you have them erased.",
            "Status, date and instance of each activity: without a limit, for the counts.",
            $"What you wrote to us: {settings.Retention.RequestMonths} months after the request was closed.",
            $"Who looked at what: {settings.Retention.AuditMonths} months.",
            $"Backups: {settings.BackupDays} days.",
        ];
}
