using CsCheck;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Draws the same samples in every run: CsCheck itself fixes only the first one.</summary>
internal static class FixedSamples
{
    /// <summary>Asserts for each of the samples; a failure names the seed of the sample.</summary>
    public static void ForAll<T>(this Gen<T> gen, int iterations, Action<T> assert)
    {
        for (uint index = 0; index < iterations; index++)
        {
            gen.Sample(assert, seed: new PCG(index, 20261124).ToString(), iter: 1, threads: 1);
        }
    }

    /// <summary>Asserts for each of the samples, one after the other.</summary>
    public static async Task ForAllAsync<T>(this Gen<T> gen, int iterations, Func<T, Task> assert)
    {
        for (uint index = 0; index < iterations; index++)
        {
            await gen.SampleAsync(assert, seed: new PCG(index, 20261124).ToString(), iter: 1, threads: 1);
        }
    }
}
