namespace CentralEndpoint.Reports.Quality;

/// <summary>How many activities were received how long after their dates. The names of the members are those of the JSON.</summary>
/// <param name="WithinHour">Up to an hour, or before their dates.</param>
/// <param name="WithinDay">More than an hour, up to 24.</param>
/// <param name="WithinWeek">More than 24 hours, up to 7 times that.</param>
/// <param name="WithinMonth">More than 7 times 24 hours, up to 31 times.</param>
/// <param name="Later">More.</param>
public sealed record Lateness(long WithinHour, long WithinDay, long WithinWeek, long WithinMonth, long Later)
{
    internal long MoreThanADay => WithinWeek + WithinMonth + Later;

    internal static Lateness Sum(IReadOnlyCollection<QualityCount> counts) =>
        new(
            counts.Sum(static one => one.WithinHour),
            counts.Sum(static one => one.WithinDay),
            counts.Sum(static one => one.WithinWeek),
            counts.Sum(static one => one.WithinMonth),
            counts.Sum(static one => one.Later)
        );
}
