using System.Net;
using System.Text;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>The limits of a batch. An endpoint may have lower ones than the contract, if its 413 tells them.</summary>
[TestClass]
public sealed class LimitTests : ConformanceTest
{
    private const int MaxCount = 500;
    private const int MaxBytes = 256 * 1024;
    private const int MaxActivityBytes = 16 * 1024;

    [TestMethod]
    public async Task More_than_500_activities_are_413_with_the_limits_and_nothing_is_stored()
    {
        var first = Sender.Activity();

        var answer = await Sender.PostAsync([first, .. Activities(MaxCount)]);

        AssertTooLarge(answer);
        await AssertNotStoredAsync(first);
    }

    [TestMethod]
    public async Task As_many_as_the_limits_say_are_taken()
    {
        var limits = await Sender.PostAsync([.. Activities(MaxCount + 1)]);
        AssertTooLarge(limits);
        var count = Math.Min((int)limits.Json["maxCount"]!, (int)limits.Json["maxBytes"]! / 512);

        var answer = await Sender.PostAsync([.. Activities(count)]);

        answer.AssertVerdicts([.. Enumerable.Repeat("accepted", count)]);
    }

    [TestMethod]
    public async Task More_bytes_before_compression_than_the_limit_are_413_and_exactly_as_many_are_taken()
    {
        var limits = await Sender.PostBodyAsync(Blank(MaxBytes + 1));
        AssertTooLarge(limits);
        var most = (int)limits.Json["maxBytes"]!;

        (await Sender.PostBodyAsync(Blank(most))).AssertVerdicts();
        (await Sender.PostGzipAsync(Sender.Gzip(Blank(most)))).AssertVerdicts();
        AssertTooLarge(await Sender.PostBodyAsync(Blank(most + 1)));
        AssertTooLarge(await Sender.PostGzipAsync(Sender.Gzip(Blank(most + 1))));
    }

    [TestMethod]
    public async Task A_gzip_bomb_is_413() =>
        AssertTooLarge(await Sender.PostGzipAsync(Sender.Gzip(new byte[64 * 1024 * 1024])));

    [TestMethod]
    public async Task An_activity_of_16_KiB_is_taken_and_one_of_more_is_too_large()
    {
        (await Sender.PostAsync(OfBytes(MaxActivityBytes))).AssertVerdicts("accepted");
        (await Sender.PostAsync(OfBytes(MaxActivityBytes + 1))).AssertVerdicts("rejected too-large");
    }

    private static IEnumerable<string> Activities(int count) =>
        Enumerable.Range(0, count).Select(static _ => Sender.Activity());

    private static byte[] Blank(int bytes) => Encoding.ASCII.GetBytes("[" + new string(' ', bytes - 2) + "]");

    // An attribute that is not ours counts like any other byte.
    private static string OfBytes(int bytes) =>
        Sender.Activity(activity =>
        {
            activity["padding"] = "";
            activity["padding"] = new string('x', bytes - activity.ToJsonString().Length);
        });

    private static void AssertTooLarge(Answer answer)
    {
        answer.AssertProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.IsInRange(1, MaxCount, (int)answer.Json["maxCount"]!);
        Assert.IsInRange(MaxActivityBytes, MaxBytes, (int)answer.Json["maxBytes"]!);
    }
}
