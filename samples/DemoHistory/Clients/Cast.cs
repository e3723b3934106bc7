namespace DemoHistory.Clients;

/// <summary>Is the dozen invented clients, by what each of them is there to show.</summary>
internal static class Cast
{
    private const int TwoYears = 729;

    public static IReadOnlyList<ClientPlot> All { get; } = [.. Steady.All, .. Eventful.All, .. Doubtful.All];

    public static int Clients => All.Select(plot => plot.Client).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Is how many days ago those began that were there all the time.</summary>
    public static int AllTheTime => TwoYears;
}
