using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is a host with a table of users, an outbox beside it, and a directory that reads the table.</summary>
internal sealed class ReconcileHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Created = new(2024, 2, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly List<JsonObject> _sent = [];

    private ReconcileHost(HostDatabase database, OutboxHost host)
    {
        Database = database;
        Host = host;
    }

    public HostDatabase Database { get; }

    public OutboxHost Host { get; }

    /// <summary>Gets what the endpoint has, in the order in which it came.</summary>
    public IReadOnlyList<JsonObject> Sent => _sent;

    public static async Task<ReconcileHost> CreateAsync(
        OutboxProvider provider,
        BaselineMode baseline = BaselineMode.Send,
        bool hasDirectory = true,
        Action<UserActivityTrackingOptions>? change = null
    )
    {
        var database = await HostDatabase.CreateAsync(provider);
        await database.RunAsync(
            """
            CREATE TABLE users (id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL,
              active BIGINT NOT NULL, created_at BIGINT)
            """
        );
        var host = new OutboxHost(
            database,
            options =>
            {
                options.Baseline = baseline;
                change?.Invoke(options);
            },
            builder =>
            {
                if (hasDirectory)
                {
                    builder.Services.AddScoped<IUserDirectory>(_ => new SqlDirectory(database.Source));
                }
            }
        );
        // What is claimed is the test's to claim: the loop never gets as far.
        host.Transport.ConnectionTest = static _ => DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");
        return new ReconcileHost(database, host);
    }

    /// <summary>Writes users by SQL that nothing captures.</summary>
    public async Task InsertAsync(params IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            await Database.RunAsync(Insert(key));
        }
    }

    public static string Insert(string key) =>
        $"""
            INSERT INTO users VALUES ('{key}', 'First-{key}', 'Last-{key}', '{key}@customer.example', 1,
              {Created.ToUnixTimeMilliseconds()})
            """;

    public async Task<ReconcileReport> ReconcileAsync(bool dryRun = false, double? fraction = null) =>
        await Host.Get<IUserReconciler>()
            .ReconcileAsync(
                new ReconcileRequest
                {
                    DryRun = dryRun,
                    MaxRemovalFraction = fraction ?? ReconcileRequest.DefaultMaxRemovalFraction,
                }
            );

    /// <summary>Delivers all that waits.</summary>
    public Task DeliverAsync() => DeliverAsync(Settlement.Delivered);

    /// <summary>Settles all that waits alike, without the loop: its claims are the test's.</summary>
    public async Task DeliverAsync(Settlement settlement)
    {
        var buffer = Host.Get<IActivityBuffer>();
        await buffer.OpenAsync(CancellationToken.None);
        while (await buffer.ClaimAsync(100, 1_000_000, CancellationToken.None) is { } claim)
        {
            _sent.AddRange(
                claim.Activities.Select(static activity =>
                    JsonNode.Parse("{" + Encoding.UTF8.GetString(activity.Bytes.Span))!.AsObject()
                )
            );
            await buffer.SettleAsync(claim, [.. claim.Activities.Select(_ => settlement)], CancellationToken.None);
        }
    }

    /// <summary>Makes users who are known to the endpoint.</summary>
    public async Task BeginAsync(int count)
    {
        await InsertAsync(Enumerable.Range(1, count).Select(static number => $"user-{number:00}"));
        Assert.AreEqual(ReconcileOutcome.Completed, (await ReconcileAsync()).Outcome);
        await DeliverAsync();
        Assert.AreEqual(count, await Database.CountAsync("blueshift_ledger WHERE status = 1"));
        _sent.Clear();
    }

    /// <summary>Gets a member of each activity's data.</summary>
    public IReadOnlyList<string> SentData(string member) => [.. _sent.Select(one => (string)one["data"]![member]!)];

    public async Task RecordAsync(UserActivity activity, string statement, Func<Task>? beforeCommit = null)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
        // A data source of the host's has the same connections as the library.
        var recorded = await Host.Tracker.TrackAsync(activity, (DbTransaction)transaction);
        Assert.IsTrue(recorded.IsRecorded);
        await (beforeCommit?.Invoke() ?? Task.CompletedTask);
        await transaction.CommitAsync();
    }

    public static TrackedUser User(string key) =>
        new()
        {
            Key = key,
            FirstName = $"First-{key}",
            LastName = $"Last-{key}",
            Email = $"{key}@customer.example",
        };

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
