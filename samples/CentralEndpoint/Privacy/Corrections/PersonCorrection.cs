using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Ingest;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Corrections;

/// <summary>
/// Corrects names and address of a user. What clients sent stays as it came; wherever a name is shown, the correction stands over it,
/// and over what comes later, until an officer ends it.
/// </summary>
internal sealed class PersonCorrection(PickedUserChange change, ProfileSealer sealer, TimeProvider clock)
{
    /// <exception cref="RequestRefusedException">The request cannot be worked on, the user was not picked for it, or a name is too long.</exception>
    public Task CorrectAsync(StaffMember officer, long number, string instance, string subject, Profile profile)
    {
        RequestInput.Require(
            Grammar.IsName(profile.FirstName) && Grammar.IsName(profile.LastName) && Grammar.IsEmail(profile.Email),
            "A name has more than 256 characters, the address more than 320, or one has a control character in it."
        );
        return change.RunAsync(
            new PickedUser(officer, number, instance, subject),
            AuditActions.PersonCorrected,
            "corrected",
            async db =>
            {
                await EndAsync(db, instance, subject);
                var last = await db
                    .Corrections.Where(row => row.InstanceId == instance && row.Subject == subject)
                    .MaxAsync(row => (long?)row.Time);
                // Two of one moment would be one.
                var time = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), (last ?? 0) + 1);
                db.Add(
                    new CorrectionRow
                    {
                        InstanceId = instance,
                        Subject = subject,
                        Time = time,
                        Request = number,
                        Actor = officer.Account,
                        KeyId = sealer.KeyId,
                        Box = sealer.SealCorrection(instance, subject, time, profile),
                        EmailIndex = sealer.Index(profile.Email),
                    }
                );
                await db.SaveChangesAsync();
            }
        );
    }

    /// <summary>Ends the correction of a user: what the client sends holds again.</summary>
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task EndAsync(StaffMember officer, long number, string instance, string subject) =>
        change.RunAsync(
            new PickedUser(officer, number, instance, subject),
            AuditActions.PersonCorrected,
            "correction ended",
            db => EndAsync(db, instance, subject)
        );

    private async Task EndAsync(EndpointDbContext db, string instance, string subject)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await db
            .Corrections.Where(row => row.InstanceId == instance && row.Subject == subject && row.Ended == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Ended, now));
    }
}
