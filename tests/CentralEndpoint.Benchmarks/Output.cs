using System.Globalization;

namespace CentralEndpoint.Benchmarks;

/// <summary>Writes what a round measured.</summary>
internal static class Output
{
    public static void Write(string part, double floor, double ours) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part} {floor:R} {ours:R}"));
}
