using System.Buffers.Binary;
using DemoHistory.Living;

namespace DemoHistory.Telling;

/// <summary>Is an activity as it goes over the wire.</summary>
/// <param name="Lived">What became of whom.</param>
/// <param name="Id">Its id.</param>
/// <param name="Source">The buffer that counted it.</param>
/// <param name="Sequence">Its number there.</param>
internal sealed record ToldActivity(LivedActivity Lived, Guid Id, string Source, string Sequence)
{
    private const int IdBytes = 16;

    public static ToldActivity Of(LivedActivity lived, Source source, Dice dice) =>
        new(lived, IdAt(lived.Date, dice), source.Name, source.Next());

    // UUID version 7, with chance from the dice so that it is the same each time.
    private static Guid IdAt(DateTimeOffset date, Dice dice)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        dice.Fill(bytes);
        var chance = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, date.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (chance & 0x0FFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
