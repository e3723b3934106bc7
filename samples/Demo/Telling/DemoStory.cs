using Demo.Driving;
using Demo.Processes;

namespace Demo.Telling;

/// <summary>Is the story: what happens, in order, and what is counted after each act.</summary>
internal sealed class DemoStory(
    Stage stage,
    TenantPair both,
    EndpointReports reports,
    Narrator narrator,
    CancellationToken cancellationToken
)
{
    // Created, deactivated and reactivated.
    private const int ActivitiesOfOneUser = 3;
    private const int UsersInAnAct = 10;

    private int _users;

    /// <summary>Gets what is done as soon as the first activity is delivered.</summary>
    public Action FirstDelivered { get; init; } = static () => { };

    // Where there are two endpoints, one of them can be killed while the other goes on.
    private bool HasTwoEndpoints => stage.Endpoints.Second is not null;

    public async Task<Outcome> RunAsync()
    {
        narrator.Tell(stage.Acme.Instance, await stage.Acme.ReadStartAsync(cancellationToken));
        narrator.Tell(stage.Globex[0].Instance, await stage.Globex[0].ReadStartAsync(cancellationToken));
        await OneUserComesAndGoesAsync();
        await TheEndpointIsOffAsync();
        await OneInstanceIsKilledAsync();
        await TheEndpointIsBackAsync();
        if (stage.Endpoints.Second is { } second)
        {
            await OneEndpointIsKilledAsync(second);
        }
        var counted = await both.CountAsync(cancellationToken);
        var report = await reports.ReadAsync(cancellationToken);
        return new Outcome(counted, report.Of(stage.Acme.Instance, stage.Globex[0].Instance), Expected());
    }

    private async Task OneUserComesAndGoesAsync()
    {
        var user = DemoUser.Number(0);
        await ActAsync("1 user created", () => both.Acme.CreateUserAsync(user, cancellationToken));
        FirstDelivered();
        await ActAsync(
            "1 user deactivated, 1 back",
            async () =>
            {
                await both.Acme.DeactivateAsync(user, cancellationToken);
                await both.Acme.ReactivateAsync(user, cancellationToken);
            }
        );
        var before = await both.Acme.ReadTrackingAsync(cancellationToken);
        var wasTaken = await both.Acme.CreateUserAsync(user, cancellationToken);
        var after = await both.Acme.ReadTrackingAsync(cancellationToken);
        if (wasTaken || after.Recorded != before.Recorded)
        {
            throw new DemoFaultException("A duplicate user was taken, or made an activity.");
        }
        narrator.Tell(stage.Acme.Instance, "duplicate user refused by Identity: no activity, as it should be");
    }

    private async Task TheEndpointIsOffAsync()
    {
        await stage.Endpoints.SwitchOffAsync();
        TellOfEndpoints("switched OFF");
        var before = await both.CountAsync(cancellationToken);
        var slowest = await narrator.WhileAsync("creating users while the endpoint is away", CreateUsersAsync);
        var expected = before.Waiting + 2 * UsersInAnAct;
        var after = await narrator.WhileAsync(
            "looking what waits",
            () => both.WaitUntilSoManyWaitAsync(expected, cancellationToken)
        );
        var change = after - before;
        narrator.Tell(
            "both",
            $"{2 * UsersInAnAct} users created",
            $"recorded {change.Recorded}  waiting {change.Waiting}   slowest page {slowest.TotalMilliseconds:0} ms"
        );
    }

    private async Task OneInstanceIsKilledAsync()
    {
        var before = await both.Acme.ReadTrackingAsync(cancellationToken);
        var waiting = await narrator.WhileAsync(
            "killing an instance and starting it again",
            () => stage.Acme.KillAndStartAgainAsync(cancellationToken)
        );
        if (waiting != before.Waiting)
        {
            throw new DemoFaultException($"{before.Waiting} activities waited when it was killed, {waiting} after it.");
        }
        both.Acme.Keep(before);
        narrator.Tell(stage.Acme.Instance, $"killed (SIGKILL) and started again: {waiting} waiting, all there");
    }

    private async Task TheEndpointIsBackAsync()
    {
        await narrator.WhileAsync("starting the endpoint", () => stage.Endpoints.StartAsync(cancellationToken));
        TellOfEndpoints("switched ON");
        var counts = await narrator.WhileAsync("waiting until everything is delivered", WaitUntilNothingWaitsAsync);
        narrator.Tell("both", "all delivered", $"waiting {counts.Waiting}");
    }

    private async Task OneEndpointIsKilledAsync(EndpointProcess second)
    {
        var before = await both.CountAsync(cancellationToken);
        var sent = stage.Endpoints.WaitUntilSentToSecondAsync(cancellationToken);
        var created = CreateUsersAsync();
        var delivered = DeliverAsync();
        await narrator.WhileAsync("waiting until a request is on its way to endpoint 2", KillAsync);
        narrator.Tell("endpoint 2", "killed (SIGKILL), a request on its way to it");
        var change = await narrator.WhileAsync("waiting until everything is delivered", () => delivered) - before;
        narrator.Tell(
            "both",
            $"{2 * UsersInAnAct} users created, delivered by endpoint 1",
            $"recorded {change.Recorded}  waiting {change.Waiting}   slowest page {(await created).TotalMilliseconds:0} ms"
        );
        await narrator.WhileAsync("starting endpoint 2 again", () => second.StartAsync(cancellationToken));
        narrator.Tell("endpoint 2", "started again: new connections go to it too");

        async Task<TrackingCounts> DeliverAsync()
        {
            await created;
            return await WaitUntilNothingWaitsAsync();
        }

        async Task KillAsync()
        {
            if (await Task.WhenAny(sent, delivered) == delivered)
            {
                await delivered;
                throw new DemoFaultException("No request went to endpoint 2.");
            }
            await sent;
            second.SwitchOff();
        }
    }

    private async Task ActAsync(string what, Func<Task> act)
    {
        var before = await both.Acme.ReadTrackingAsync(cancellationToken);
        await act();
        await narrator.WhileAsync(what, WaitUntilNothingWaitsAsync);
        var change = await both.Acme.ReadTrackingAsync(cancellationToken) - before;
        narrator.Tell(stage.Acme.Instance, what, $"recorded {change.Recorded}   delivered {change.Delivered}");
    }

    private void TellOfEndpoints(string what) =>
        narrator.Tell(HasTwoEndpoints ? "endpoints" : "endpoint", HasTwoEndpoints ? $"both {what}" : what);

    private Task<TimeSpan> CreateUsersAsync()
    {
        var first = _users + 1;
        _users += UsersInAnAct;
        return both.CreateUsersAsync(first, UsersInAnAct, cancellationToken);
    }

    private Task<TrackingCounts> WaitUntilNothingWaitsAsync() => both.WaitUntilSoManyWaitAsync(0, cancellationToken);

    private Expectation Expected() =>
        new(
            ActivitiesOfOneUser + 2 * _users,
            [KeyValuePair.Create("acme-prod", 1L + _users), KeyValuePair.Create("globex-prod", (long)_users)]
        );
}
