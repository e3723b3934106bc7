namespace Blueshift.Tracking.Configuration;

/// <summary>Checks a value against what is allowed for it.</summary>
internal static class OptionRange
{
    public static string? Between<T>(string name, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? null
            : OptionFault.Wrong(name, $"is {value}. Allowed are {least} to {most}{Hint(value)}");

    public static string? AtLeast<T>(string name, T value, T least)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 ? null : OptionFault.Wrong(name, $"is {value}. Allowed are {least} and more");

    public static string? Defined<T>(string name, T value)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? null
            : OptionFault.Wrong(name, $"is {value}. Allowed are {string.Join(" and ", Enum.GetNames<T>())}");

    private static string Hint<T>(T value) =>
        value is TimeSpan { Days: > 0 } ? ". A number alone counts days; write 00:00:30 for 30 seconds" : "";
}
