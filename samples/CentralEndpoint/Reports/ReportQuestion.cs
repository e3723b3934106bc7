namespace CentralEndpoint.Reports;

/// <summary>What a report is asked besides what it is about: as known when, and of which instance.</summary>
internal sealed class ReportQuestion
{
    // A batch that is being stored now carries the time at which that began.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>Gets as known when; absent for now.</summary>
    public DateTimeOffset? KnownAt { get; private init; }

    /// <summary>Gets the one instance that is asked for; absent for all.</summary>
    public string? Instance { get; private init; }

    /// <summary>Gets whether there is a row for each instance, rather than for each client.</summary>
    public bool ByInstance { get; private init; }

    /// <summary>Gets as known when, in Unix milliseconds: what was stored before.</summary>
    public long? KnownBefore => KnownAt is { } time ? UnixTime.Before(time) : null;

    /// <param name="knownAt">A moment at least a minute ago; <see langword="null"/> for now.</param>
    /// <param name="instance">The id of one; <see langword="null"/> for all.</param>
    /// <param name="now">The time.</param>
    /// <param name="group"><c>client</c>, which is the default, or <c>instance</c>. Who asks for one instance gets a row of it.</param>
    /// <exception cref="ReportRefusedException">The time is none, or too late, or the group is none.</exception>
    public static ReportQuestion Read(string? knownAt, string? instance, DateTimeOffset now, string? group = null)
    {
        var byInstance = IsByInstance(nameof(group), group) || instance is not null;
        if (knownAt is null)
        {
            return new ReportQuestion { Instance = instance, ByInstance = byInstance };
        }

        if (!ReportMoment.TryParse(knownAt, out var time))
        {
            throw ReportRefusedException.NoMoment(nameof(knownAt));
        }

        return time <= now - Settling
            ? new ReportQuestion
            {
                KnownAt = time,
                Instance = instance,
                ByInstance = byInstance,
            }
            : throw new ReportRefusedException(
                "The value of knownAt is later than a minute ago.",
                "What is being stored at this moment would be in one answer and not in the next. Leave knownAt out for what is known now."
            );
    }

    /// <summary>Reads whether there is to be a row for each instance, rather than for each client.</summary>
    /// <exception cref="ReportRefusedException">It is neither.</exception>
    public static bool IsByInstance(string name, string? text) =>
        text switch
        {
            null or "client" => false,
            "instance" => true,
            _ => throw new ReportRefusedException(
                $"The value of {name} is neither client nor instance.",
                "Leave it out for clients."
            ),
        };
}
