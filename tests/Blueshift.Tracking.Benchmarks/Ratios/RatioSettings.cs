using System.Globalization;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Says what is judged, and for how long.</summary>
internal sealed record RatioSettings
{
    public const string Option = "--ratios";

    public const int LeastRounds = 5;

    /// <summary>Gets the goals by name; empty for all.</summary>
    public IReadOnlyList<string> Ids { get; private init; } = [];

    /// <summary>Gets how many alternating rounds count, after those that warm up.</summary>
    public int Rounds { get; private init; } = 11;

    public TimeSpan Idle { get; private init; } = TimeSpan.FromSeconds(60);

    public static RatioSettings Parse(IReadOnlyList<string> args)
    {
        var settings = new RatioSettings();
        for (var index = 0; index < args.Count; index++)
        {
            var value = index + 1 < args.Count ? args[index + 1] : "";
            settings = args[index] switch
            {
                Option => settings with { Ids = value.StartsWith('-') ? [] : Split(value) },
                "--rounds" => settings with { Rounds = Math.Max(LeastRounds, Number(value)) },
                "--idle-seconds" => settings with { Idle = TimeSpan.FromSeconds(Number(value)) },
                _ => settings,
            };
        }
        return settings;
    }

    private static string[] Split(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
