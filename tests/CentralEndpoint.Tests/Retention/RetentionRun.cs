using System.Globalization;
using CentralEndpoint.Audit;
using CentralEndpoint.Retention;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Retention;

/// <summary>Lets an endpoint delete what is due, and puts into its database what is to become due.</summary>
internal static class RetentionRun
{
    public static EndpointStore Store(this CentralEndpointHost host) =>
        host.Services.GetRequiredService<EndpointStore>();

    /// <summary>Starts an endpoint, and waits until it has looked for what is due.</summary>
    public static async Task<CentralEndpointHost> StartAsync(params string[] settings)
    {
        var host = await CentralEndpointHost.StartAsync(folder: null, settings);
        await host.Services.GetRequiredService<PurgeJob>().Latest;
        return host;
    }

    /// <returns>What was deleted, such as <c>names 2, audit 7</c>.</returns>
    public static async Task<string> PurgeAsync(this CentralEndpointHost host)
    {
        var done = await host.Services.GetRequiredService<Purge>().RunAsync(AuditedAct.Endpoint);
        Assert.IsNotNull(done);
        return string.Join(
            ", ",
            done.Where(static one => one.Count > 0 || one.Fault is not null)
                .Select(static one =>
                    string.Create(CultureInfo.InvariantCulture, $"{one.Kind.Word} {one.Count}{one.Fault}")
                )
        );
    }

    /// <summary>Moves the clock and keeps the daily job from what is due until a test says so.</summary>
    public static async Task PassAsync(this CentralEndpointHost host, TimeSpan time)
    {
        var job = host.Services.GetRequiredService<PurgeJob>();
        await job.Latest;
        await using var turn = await host.Store().TryTakePurgeAsync();
        Assert.IsNotNull(turn);
        host.Clock.Advance(time);
        await job.Latest;
    }

    public static Task AddAsync(this CentralEndpointHost host, params object[] rows) =>
        host.Store()
            .WriteAllAsync(
                async (db, _) =>
                {
                    db.AddRange(rows);
                    return await db.SaveChangesAsync();
                }
            );

    /// <summary>Adds rows of an instance.</summary>
    public static Task AddToAsync(this CentralEndpointHost host, string instance, params object[] rows) =>
        host.Store()
            .WriteAsync(
                instance,
                async db =>
                {
                    db.AddRange(rows);
                    return await db.SaveChangesAsync();
                }
            );

    /// <summary>Adds a user who was removed so long ago that the name is due.</summary>
    public static async Task AddRemovedAsync(this CentralEndpointHost host)
    {
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(1, "addition", The.Now.AddYears(-5)),
            sender.Activity(1, "removal", The.Now.AddYears(-4))
        );
    }

    /// <summary>Gives what opens of each profile of an instance, by activity.</summary>
    public static async Task<IReadOnlyDictionary<string, Profile>> OpenAsync(
        this CentralEndpointHost host,
        string instance
    )
    {
        var sealer = host.Services.GetRequiredService<ProfileSealer>();
        var rows = await host.Store()
            .ReportAsync(db => db.Profiles.Where(row => row.InstanceId == instance).ToListAsync());
        return rows.ToDictionary(
            static row => row.ActivityId,
            row => sealer.Open(instance, row.ActivityId, row.Box),
            StringComparer.Ordinal
        );
    }

    public static PrivacyRequestRow Request(
        long number,
        string kind,
        DateTimeOffset received,
        DateTimeOffset? closed = null
    ) =>
        new()
        {
            Number = number,
            Kind = kind,
            Channel = "form",
            State = closed is null ? "open" : "done",
            Received = DateOnly.FromDateTime(received.UtcDateTime).DayNumber,
            Due = 0,
            OpenedBy = "form",
            Closed = closed?.ToUnixTimeMilliseconds(),
            Box = [1, 2, 3],
            EmailIndex = [4, 5],
        };

    public static StaffSessionRow Session(string id, DateTimeOffset expires) =>
        new()
        {
            Id = id,
            Account = "account-1",
            Started = 0,
            Expires = expires.ToUnixTimeMilliseconds(),
        };

    public static ReadTokenRow Token(string id, DateTimeOffset expires, DateTimeOffset? revoked = null) =>
        new()
        {
            Id = id,
            Account = "account-1",
            Label = "a sheet",
            Hash = [1],
            Created = 0,
            Expires = expires.ToUnixTimeMilliseconds(),
            Revoked = revoked?.ToUnixTimeMilliseconds(),
        };

    public static SuppressionRow Suppression(string instance, int number, DateTimeOffset since) =>
        new()
        {
            InstanceId = instance,
            SubjectIndex = BitConverter.GetBytes(number),
            StandIn = Some.Subject(900_000 + number),
            Since = since.ToUnixTimeMilliseconds(),
            Subject = Some.Subject(number),
        };
}
