using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody goes through a host whose own logging and metrics fail, and is looked at in a debugger.</summary>
internal static class HostPaths
{
    public static IEnumerable<CanaryPath> All =>
        [
            new("the host's logger throws", LoggerThrowsAsync),
            new("the host's metrics listener throws", ListenerThrowsAsync),
            new("texts and debugger displays of every public type", TextsAsync),
        ];

    private static async Task LoggerThrowsAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        await run.DeliverAsync(
            endpoint,
            register: builder => builder.Services.AddLogging(logging => logging.AddProvider(new FaultyLogger()))
        );
    }

    private static async Task ListenerThrowsAsync(CanaryRun run)
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "Blueshift.Tracking")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
                throw new InvalidOperationException($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}")
        );
        listener.Start();
        var endpoint = await run.StartEndpointAsync();
        await run.DeliverAsync(endpoint);
    }

    private static async Task TextsAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        await application.TrackAsync(run.People);
        foreach (var user in run.People)
        {
            foreach (var sample in Samples(user))
            {
                var type = sample.GetType();
                run.Watch.Search.Text("text of a type", type.Name, sample.ToString());
                run.Watch.Search.Text("text of a type", $"{type.Name} in a debugger", Displayed(sample));
            }
        }

        // A type that is new has to be added.
        var shown = Samples(run.People[0]).Select(sample => sample.GetType()).ToList();
        var others = typeof(TrackedUser).Assembly.GetExportedTypes().Where(type => type.IsValueType || type.IsSealed);
        Assert.IsEmpty(others.Where(type => !type.IsEnum && !type.IsAbstract && !shown.Contains(type)));
    }

    private static IEnumerable<object> Samples(TrackedUser user) =>
        [
            user,
            UserActivity.Created(user).WithId(Guid.NewGuid()),
            UserActivity.Deleted(user),
            PersonQuery.ByKey(user.Key),
            PersonQuery.ByEmail(user.Email!),
            default(TrackResult),
            new PersonFindings(),
            new UserActivityRefusedException(),
            new UserActivityPersonalDataAttribute(),
            new WrappedJournalKey("k1", new byte[32]),
            new ServiceCollection().AddUserActivityTracking(),
            Options(),
            Options().Buffer,
            Options().Credential,
            Options().Credential.Jwt,
            Options().Delivery,
            Options().Tls,
            new DeadLetter
            {
                ActivityId = Guid.NewGuid(),
                Reason = "invalid-field",
                RecordedAt = DateTimeOffset.UnixEpoch,
                Sequence = 1,
            },
            Status(),
            new DirectoryUser { User = user, IsActive = true },
            new ReconcileRequest(),
            new ReconcileReport { Outcome = ReconcileOutcome.Off },
        ];

    private static UserActivityTrackingOptions Options() =>
        new() { Credential = { ApiKey = Canary.ApiKey }, ClientInstanceId = "acme-prod" };

    private static BacklogStatus Status() =>
        new()
        {
            Recorded = 1,
            Delivered = 0,
            Waiting = 1,
            Parked = 0,
            DeadLetters = 0,
            Dropped = 0,
            Foreign = 0,
            Bytes = 100,
            BytesLimit = 1000,
            OldestWaiting = null,
            LastAcknowledged = null,
        };

    // What a debugger makes of the attribute: members by name, methods called, a format behind a comma.
    private static string Displayed(object sample) =>
        sample.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is not { } display
            ? ""
            : Regex.Replace(
                display.Value,
                @"\{(?<member>\w+)(\(\))?(,\w+)?\}",
                match =>
                {
                    const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
                    var name = match.Groups["member"].Value;
                    var type = sample.GetType();
                    return type.GetProperty(name, Any) is { } property
                        ? $"{property.GetValue(sample)}"
                        : $"{type.GetMethod(name, Any, [])!.Invoke(sample, [])}";
                },
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5)
            );

    private sealed class FaultyLogger : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Blueshift.Tracking" ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => throw new InvalidOperationException(formatter(state, exception));

        public void Dispose() { }
    }
}
