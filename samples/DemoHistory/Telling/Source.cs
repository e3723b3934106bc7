using System.Globalization;
using DemoHistory.Living;

namespace DemoHistory.Telling;

/// <summary>Is the buffer that counts an instance's activities.</summary>
internal sealed class Source(string instance, bool isOutbox, Dice dice)
{
    public string Name { get; } = $"/clients/{instance}/{(isOutbox ? "outboxes" : "journals")}/{NewId(dice):D}";

    public long Last { get; private set; }

    public static string Write(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    public string Next() => Write(++Last);

    private static Guid NewId(Dice dice)
    {
        var bytes = new byte[16];
        dice.Fill(bytes);
        return new Guid(bytes);
    }
}
