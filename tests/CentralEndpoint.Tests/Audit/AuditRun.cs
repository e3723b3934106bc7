using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Audit;

/// <summary>Writes entries into the chain of an endpoint, and looks whether it holds.</summary>
internal static class AuditRun
{
    /// <summary>Is what the database says when it refuses an entry.</summary>
    public const string Refusal = "nothing is written today";

    public static AuditTrail Trail(this CentralEndpointHost host) => host.Services.GetRequiredService<AuditTrail>();

    public static async Task<CentralEndpointHost> RecordAsync(this CentralEndpointHost host, int entries)
    {
        for (var entry = 1; entry <= entries; entry++)
        {
            await host.Trail().RecordAsync(Act(entry));
        }

        return host;
    }

    public static AuditedAct Act(int number) =>
        new("account-1", "auditor", AuditActions.NamesViewed, $"instance acme-{number}")
        {
            Count = number,
            Purpose = "the client asked",
            Reference = "T-1",
            Request = number,
        };

    public static Task<AuditFinding> VerifyAsync(this CentralEndpointHost host, AuditHead? noted = null) =>
        host.Services.GetRequiredService<AuditVerification>().RunAsync(noted);

    /// <summary>Gives where the chain breaks and why; <c>whole</c> where it does not.</summary>
    public static async Task<string> TellAsync(this CentralEndpointHost host, AuditHead? noted = null) =>
        (await host.VerifyAsync(noted)).Broken is { } broken ? $"{broken.Number} {broken.Why}" : "whole";

    /// <summary>Has the database refuse every new entry.</summary>
    public static void MakeUnwritable(this CentralEndpointHost host)
    {
        using var db = host.Services.GetRequiredService<EndpointStore>().CreateContext();
        if (db.Database.IsSqlite())
        {
            host.Execute(
                $"CREATE TRIGGER shut BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, '{Refusal}'); END"
            );
            return;
        }

        host.Execute(
            $"""
            CREATE FUNCTION shut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{Refusal}'; END $$;
            CREATE TRIGGER shut BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION shut()
            """
        );
    }
}
