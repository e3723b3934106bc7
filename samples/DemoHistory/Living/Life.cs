using DemoHistory.Clients;

namespace DemoHistory.Living;

/// <summary>Lives the days of an instance, from its first to the one before today.</summary>
internal static class Life
{
    private const int WorkingDaysOfWeek = 5;
    private const double WorkingDaysOfMonth = 21;

    public static IReadOnlyList<LivedActivity> Of(ClientPlot plot, DateOnly today)
    {
        var dice = new Dice(plot.Instance);
        var company = new Company(plot, dice);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plot.Zone);
        var first = plot.BeganDaysAgo - ClientPlot.DaysOfSettingUp;
        company.Begin(new WorkingDay(today.AddDays(-first), zone, dice));
        // What is to happen on a weekend happens on the Monday after it.
        var put = new List<Happening>();
        for (var ago = first - 1; ago > (plot.EndedDaysAgo ?? 0); ago--)
        {
            var day = new WorkingDay(today.AddDays(-ago), zone, dice);
            put.AddRange(plot.Happenings.Where(one => one.DaysAgo == ago));
            if (!day.IsWeekend)
            {
                put.ForEach(happening => Happen(company, day, happening));
                put.Clear();
                Pass(plot, company, day, ago, dice);
            }
        }
        var end = new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return [.. company.Lived.Where(one => one.Date < end)];
    }

    private static void Pass(ClientPlot plot, Company company, WorkingDay day, int ago, Dice dice)
    {
        if (plot.Phases.LastOrDefault(phase => phase.FromDaysAgo >= ago) is { } phase)
        {
            company.Join(day, dice.Times(phase.Joining / WorkingDaysOfWeek));
            company.Leave(day, dice.Times(phase.Leaving / WorkingDaysOfWeek));
            company.Return(day, dice.Times(phase.Returning / WorkingDaysOfWeek));
        }
        if (plot.Season is { } season)
        {
            var users = dice.Times(season.Users / WorkingDaysOfMonth);
            if (day.Date.Month == season.Opens)
            {
                company.Return(day, users, orNew: true);
            }
            else if (day.Date.Month == season.Closes)
            {
                company.Leave(day, users);
            }
        }
    }

    private static void Happen(Company company, WorkingDay day, Happening happening)
    {
        switch (happening.Kind)
        {
            case HappeningKind.Arrival:
                company.Join(day, happening.Users);
                break;
            case HappeningKind.Departure:
                company.Leave(day, happening.Users);
                break;
            case HappeningKind.Reorganisation:
                company.Reorganise(day, happening.Users);
                break;
            case HappeningKind.Repetition:
                company.Repeat(day, happening.Users);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happening));
        }
    }
}
