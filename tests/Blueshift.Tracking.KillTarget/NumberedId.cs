using System.Globalization;
using System.Runtime.InteropServices;

namespace Blueshift.Tracking.KillTarget;

/// <summary>Is an activity id that says who made it, so that one that was never made is found out.</summary>
/// <param name="Life">Which process.</param>
/// <param name="Worker">Which of its workers.</param>
/// <param name="Number">Which of the worker's activities, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberedId(int Life, int Worker, int Number)
{
    public Guid ToGuid() => Guid.ParseExact($"{Life:x8}-{Worker:x4}-7000-8000-{Number:x12}", "D");

    public static NumberedId Parse(string id)
    {
        var number = new NumberedId(Part(id, 0, 8), Part(id, 9, 4), Part(id, 28, 8));
        return number.ToGuid() == Guid.ParseExact(id, "D") ? number : throw new FormatException("Not one of ours.");
    }

    private static int Part(string id, int start, int length) =>
        int.Parse(id.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
