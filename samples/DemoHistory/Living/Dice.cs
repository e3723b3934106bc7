using System.Text;

namespace DemoHistory.Living;

/// <summary>Throws the same numbers for the same name, on every machine and every version of .NET (SplitMix64).</summary>
internal sealed class Dice
{
    private const ulong Seed = 0x5EED_0F_24_D0_22_E5;
    private const ulong FnvPrime = 1_099_511_628_211;

    private ulong _state;

    public Dice(string name) =>
        _state = Encoding.UTF8.GetBytes(name).Aggregate(Seed, static (hash, one) => (hash ^ one) * FnvPrime);

    /// <summary>Gives a number from 0 until before the given one.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>Gives whether something happens that happens with the given probability.</summary>
    public bool Is(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>Gives how often something happens that on average happens so often (Poisson, after Knuth).</summary>
    public int Times(double average)
    {
        var (times, left, least) = (-1, 1.0, Math.Exp(-average));
        do
        {
            times++;
            left *= (Next() >> 11) * (1.0 / (1UL << 53));
        } while (left > least);
        return times;
    }

    public void Fill(Span<byte> bytes)
    {
        foreach (ref var one in bytes)
        {
            one = (byte)Next();
        }
    }

    private ulong Next()
    {
        var mixed = _state += 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
