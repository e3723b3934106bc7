namespace CentralEndpoint.Tests.Reports;

/// <summary>One user of a plain model, looked at every half hour.</summary>
internal sealed class PlainUser
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    private readonly IReadOnlyList<ModelledActivity> _activities;

    /// <param name="activities">Those that count, in order.</param>
    /// <param name="from">The first look.</param>
    /// <param name="to">None is at or after it; the time of the last one ends here.</param>
    public PlainUser(IReadOnlyList<ModelledActivity> activities, DateTimeOffset from, DateTimeOffset to)
    {
        _activities = activities;
        var looks = new List<(DateTimeOffset At, TimeSpan Time)>();
        for (var at = from; at < to; at += Step)
        {
            looks.Add((at, at + Step < to ? Step : to - at));
        }

        Active = [.. looks.Where(look => IsActiveAfter(look.At))];
    }

    /// <summary>Gets when they were active and for how long each look holds.</summary>
    public IReadOnlyList<(DateTimeOffset At, TimeSpan Time)> Active { get; }

    /// <summary>Gets whether what made them active first says that they had been so before.</summary>
    public bool IsBaseline =>
        Active.Count > 0 && _activities.Last(one => one.Date == Active[0].At) is { IsBaseline: true };

    public TimeSpan Tenure => Active.Aggregate(TimeSpan.Zero, static (sum, look) => sum + look.Time);

    public bool IsActiveBefore(DateTimeOffset at) => _activities.LastOrDefault(one => one.Date < at) is { Added: true };

    /// <summary>Gets the domain of the latest address before a time.</summary>
    public string? DomainBefore(DateTimeOffset at) =>
        _activities.LastOrDefault(one => one.Date < at && one.Domain is not null)?.Domain;

    private bool IsActiveAfter(DateTimeOffset at) =>
        _activities.LastOrDefault(one => one.Date <= at) is { Added: true };
}
