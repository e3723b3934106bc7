using CentralEndpoint.Credentials;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Instances;

/// <summary>The instances that may report. What it changes counts from the next request on, in every process.</summary>
internal sealed class InstanceRegister(EndpointStore store, CredentialRegister credentials, TimeProvider clock)
{
    /// <summary>Adds an instance with its first credential.</summary>
    public Task<(RegisterOutcome Outcome, AddedCredential? Credential)> AddAsync(
        NewInstance instance,
        NewCredential credential
    ) =>
        store.WriteAsync<(RegisterOutcome, AddedCredential?)>(
            instance.Id,
            async db =>
            {
                if (await db.Instances.AnyAsync(row => row.Id == instance.Id))
                {
                    return (RegisterOutcome.KnownInstance, null);
                }

                // Saved with the credential, or not at all.
                db.Add(
                    new InstanceRow
                    {
                        Id = instance.Id,
                        Client = instance.Client,
                        Kind = instance.Kind,
                        Zone = instance.Zone,
                        Seats = instance.Seats,
                        Created = Now(),
                    }
                );
                return await credentials.AddAsync(db, instance.Id, credential);
            }
        );

    /// <summary>Ends an instance for good. What it reported stays.</summary>
    public Task<RegisterOutcome> RetireAsync(string instance) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var row = await db.Instances.SingleOrDefaultAsync(row => row.Id == instance);
                if (row is not { Retired: null })
                {
                    return row is null ? RegisterOutcome.UnknownInstance : RegisterOutcome.Retired;
                }

                row.Retired = Now();
                await db.SaveChangesAsync();
                return RegisterOutcome.Done;
            }
        );

    /// <summary>Asks one instance, or all that go on, to tell once more who is active.</summary>
    /// <returns>How many there are.</returns>
    public Task<int> ResyncAsync(string? instance)
    {
        var now = Now();
        return store.WriteAllAsync(
            (db, _) =>
                db
                    .Instances.Where(row => row.Retired == null && (instance == null || row.Id == instance))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Resync, now))
        );
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
