using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class BatchSizePolicyTests
{
    private static readonly DeliveryAnswer Refusal = DeliveryAnswer.BatchRefused("HTTP 400");

    private readonly BatchSizePolicy _policy = new(Some.Options());

    [TestMethod]
    public void It_starts_with_what_the_options_allow()
    {
        Assert.AreEqual(500, _policy.MaxCount);
        Assert.AreEqual(262_144 - 2 - (500 * BatchContent.MaxOverhead), _policy.MaxStoredBytes);
    }

    [TestMethod]
    public void A_refused_batch_is_halved_and_grows_again_with_success()
    {
        Assert.IsFalse(_policy.Refused(500, Refusal));
        Assert.AreEqual(250, _policy.MaxCount);
        Assert.IsFalse(_policy.Refused(3, Refusal));
        Assert.AreEqual(1, _policy.MaxCount);

        _policy.Accepted();
        Assert.AreEqual(2, _policy.MaxCount);
        Enumerable.Range(0, 20).ToList().ForEach(_ => _policy.Accepted());
        Assert.AreEqual(500, _policy.MaxCount);
    }

    [TestMethod]
    public void An_activity_refused_alone_is_at_fault() => Assert.IsTrue(_policy.Refused(1, Refusal));

    [TestMethod]
    public void Ten_refused_alone_in_a_row_are_not_their_own_fault_and_a_success_begins_anew()
    {
        Assert.IsTrue(Enumerable.Range(0, 9).All(_ => _policy.Refused(1, Refusal)));
        Assert.IsFalse(_policy.Refused(1, Refusal));

        _policy.Accepted();
        Assert.IsTrue(_policy.Refused(1, Refusal));
    }

    [TestMethod]
    public void The_endpoint_s_own_limits_are_kept_for_good()
    {
        _policy.Refused(500, DeliveryAnswer.BatchRefused("HTTP 413", maxCount: 60, maxBytes: 40_000));
        Enumerable.Range(0, 20).ToList().ForEach(_ => _policy.Accepted());

        Assert.AreEqual(60, _policy.MaxCount);
        Assert.AreEqual(40_000 - 2 - (60 * BatchContent.MaxOverhead), _policy.MaxStoredBytes);
    }

    [TestMethod]
    public void A_small_limit_of_bytes_still_carries_as_many_as_fit()
    {
        var policy = new BatchSizePolicy(Some.Options(options => options.Delivery.MaxBatchBytes = 32_768));

        Assert.AreEqual(64, policy.MaxCount);
        Assert.AreEqual(32_768 - 2 - (64 * BatchContent.MaxOverhead), policy.MaxStoredBytes);
    }

    [TestMethod]
    public void One_bad_activity_in_500_is_found_and_everything_else_is_taken()
    {
        var waiting = Enumerable.Range(1, 500).ToList();
        var (taken, givenUp, requests) = (0, new List<int>(), 0);
        while (waiting.Count > 0)
        {
            var batch = waiting.Take(_policy.MaxCount).ToList();
            requests++;
            if (!batch.Contains(437))
            {
                _policy.Accepted();
                taken += batch.Count;
                waiting.RemoveRange(0, batch.Count);
            }
            else if (_policy.Refused(batch.Count, Refusal))
            {
                givenUp.AddRange(batch);
                waiting.RemoveRange(0, batch.Count);
            }
        }

        Assert.AreEqual(499, taken);
        Assert.AreSequenceEqual([437], givenUp);
        Assert.IsLessThan(100, requests);
    }
}
