using Blueshift.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Blueshift.Tracking.PrivacyTarget;

/// <summary>Calls everything that a host can call.</summary>
internal sealed class Life(IServiceProvider services, IReadOnlyList<TrackedUser> people)
{
    /// <returns>The status of each result.</returns>
    public async Task<IReadOnlyList<string>> LiveAsync()
    {
        var tracker = services.GetRequiredService<IUserActivityTracker>();
        var privacy = services.GetRequiredService<IUserActivityPrivacy>();
        var backlog = services.GetRequiredService<IUserActivityBacklog>();
        var results = new List<TrackResult> { await tracker.TrackAsync(UserActivity.Created(people[0])) };
        results.AddRange(await tracker.TrackAsync(people.Select(UserActivity.Deactivated)));
        await tracker.FlushAsync(TimeSpan.FromMilliseconds(200));

        var person = PersonQuery.ByKey(people[0].Key);
        await privacy.FindAsync(person);
        await privacy.ExportAsync(person, Stream.Null);
        await privacy.EraseAsync(person);
        backlog.GetStatus();
        await backlog.ListDeadLettersAsync();
        await backlog.DeleteDeadLetterAsync(Guid.NewGuid());
        await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return [.. results.Select(result => $"{result.Status}").Distinct()];
    }
}
