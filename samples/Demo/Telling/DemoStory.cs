using System.Diagnostics;
using Demo.Driving;
using Demo.Processes;

namespace Demo.Telling;

/// <summary>Is the story: what happens, in order, and what is counted after each act.</summary>
internal sealed class DemoStory(Stage stage, Narrator narrator, CancellationToken cancellationToken) : IDisposable
{
    public const int ExpectedActivities = 23;

    private const int UsersWhileOff = 10;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly TenantClient _acme = new(stage.Acme.Address);
    private readonly TenantClient _globex = new(stage.Globex.Address);
    private readonly EndpointReports _reports = new(stage.Endpoint.Pages);
    private TrackingCounts _counted = TrackingCounts.None;

    /// <summary>Gets the active users that each instance must have at the end.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> ExpectedActive { get; } =
    [KeyValuePair.Create("acme-prod", 1L + UsersWhileOff), KeyValuePair.Create("globex-prod", (long)UsersWhileOff)];

    public async Task<Outcome> RunAsync()
    {
        narrator.Tell(stage.Acme.Instance, await stage.Acme.ReadStartAsync(cancellationToken));
        await Task.WhenAll(
            _acme.SignInAsync("admin", stage.AdminPassword, cancellationToken),
            _globex.SignInAsync("admin", stage.AdminPassword, cancellationToken)
        );
        await OneUserComesAndGoesAsync();
        await TheEndpointIsOffAsync();
        await OneInstanceIsKilledAsync();
        await TheEndpointIsBackAsync();
        return new Outcome(await CountAsync(), await _reports.ReadAsync(cancellationToken));
    }

    public void Dispose()
    {
        _acme.Dispose();
        _globex.Dispose();
        _reports.Dispose();
    }

    private async Task OneUserComesAndGoesAsync()
    {
        var user = DemoUser.Number(0);
        await ActAsync("1 user created", () => _acme.CreateUserAsync(user, cancellationToken));
        await ActAsync(
            "1 user deactivated, 1 back",
            async () =>
            {
                await _acme.DeactivateAsync(user, cancellationToken);
                await _acme.ReactivateAsync(user, cancellationToken);
            }
        );
        var before = await _acme.ReadTrackingAsync(cancellationToken);
        var wasTaken = await _acme.CreateUserAsync(user, cancellationToken);
        var after = await _acme.ReadTrackingAsync(cancellationToken);
        if (wasTaken || after.Recorded != before.Recorded)
        {
            throw new DemoFaultException("A duplicate user was taken, or made an activity.");
        }
        narrator.Tell(stage.Acme.Instance, "duplicate user refused by Identity: no activity, as it should be");
    }

    private async Task TheEndpointIsOffAsync()
    {
        stage.Endpoint.SwitchOff();
        narrator.Tell("endpoint", "switched OFF");
        var before = await CountAsync();
        var slowest = await narrator.WhileAsync(
            "creating users while the endpoint is away",
            async () => (await Task.WhenAll(CreateUsersAsync(_acme, 1), CreateUsersAsync(_globex, 1))).Max()
        );
        var change = await CountAsync() - before;
        narrator.Tell(
            "both",
            $"{2 * UsersWhileOff} users created",
            $"recorded {change.Recorded}  waiting {change.Waiting}   slowest page {slowest.TotalMilliseconds:0} ms"
        );
    }

    private async Task OneInstanceIsKilledAsync()
    {
        var before = await _acme.ReadTrackingAsync(cancellationToken);
        var waiting = await narrator.WhileAsync(
            "killing an instance and starting it again",
            () => stage.Acme.KillAndStartAgainAsync(cancellationToken)
        );
        if (waiting != before.Waiting)
        {
            throw new DemoFaultException($"{before.Waiting} activities waited when it was killed, {waiting} after it.");
        }
        // The new process counts from 0, but for what the buffer has kept.
        _counted = before with
        {
            Waiting = 0,
            DeadLetters = 0,
        };
        narrator.Tell(stage.Acme.Instance, $"killed (SIGKILL) and started again: {waiting} waiting, all there");
    }

    private async Task TheEndpointIsBackAsync()
    {
        await narrator.WhileAsync(
            "starting the endpoint",
            async () =>
            {
                await stage.Endpoint.StartAsync(cancellationToken);
                return true;
            }
        );
        narrator.Tell("endpoint", "switched ON");
        var counts = await narrator.WhileAsync("waiting until everything is delivered", WaitUntilNothingWaitsAsync);
        narrator.Tell("both", "all delivered", $"waiting {counts.Waiting}");
    }

    private async Task ActAsync(string what, Func<Task> act)
    {
        var before = await _acme.ReadTrackingAsync(cancellationToken);
        await act();
        await narrator.WhileAsync(what, WaitUntilNothingWaitsAsync);
        var change = await _acme.ReadTrackingAsync(cancellationToken) - before;
        narrator.Tell(stage.Acme.Instance, what, $"recorded {change.Recorded}   delivered {change.Delivered}");
    }

    private async Task<TimeSpan> CreateUsersAsync(TenantClient tenant, int first)
    {
        var slowest = TimeSpan.Zero;
        for (var number = first; number < first + UsersWhileOff; number++)
        {
            var began = Stopwatch.GetTimestamp();
            if (!await tenant.CreateUserAsync(DemoUser.Number(number), cancellationToken))
            {
                throw new DemoFaultException("The application refused a new user.");
            }
            var took = Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
        }
        return slowest;
    }

    private async Task<TrackingCounts> WaitUntilNothingWaitsAsync()
    {
        while (true)
        {
            var counts = await CountAsync();
            if (counts.Waiting == 0)
            {
                return counts;
            }
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private async Task<TrackingCounts> CountAsync() =>
        _counted
        + await _acme.ReadTrackingAsync(cancellationToken)
        + await _globex.ReadTrackingAsync(cancellationToken);
}
