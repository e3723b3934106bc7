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
    public void Half_of_what_is_suspect_is_sent_until_it_is_cleared()
    {
        Assert.IsFalse(_policy.Refused(500, Refusal));
        Assert.AreEqual(250, _policy.MaxCount);
        _policy.Accepted(250, isSearch: true);
        Assert.AreEqual(125, _policy.MaxCount);
        Assert.IsFalse(_policy.Refused(125, Refusal));
        Assert.AreEqual(62, _policy.MaxCount);
        _policy.Accepted(62, isSearch: true);
        _policy.Accepted(63, isSearch: true);

        Assert.AreEqual(500, _policy.MaxCount);
    }

    [TestMethod]
    public void What_was_on_its_way_before_the_search_clears_no_suspect()
    {
        _policy.Refused(500, Refusal);

        _policy.Accepted(500, isSearch: false);

        Assert.IsTrue(_policy.IsSearching);
        Assert.AreEqual(250, _policy.MaxCount);
    }

    [TestMethod]
    public void An_activity_refused_alone_is_at_fault() => Assert.IsTrue(_policy.Refused(1, Refusal));

    [TestMethod]
    public void Ten_refused_alone_in_a_row_are_not_their_own_fault_and_a_success_begins_anew()
    {
        Assert.IsTrue(Enumerable.Range(0, 9).All(_ => _policy.Refused(1, Refusal)));
        Assert.IsFalse(_policy.Refused(1, Refusal));

        _policy.Accepted(1, isSearch: true);
        Assert.IsTrue(_policy.Refused(1, Refusal));
    }

    [TestMethod]
    public void The_endpoint_s_own_limits_are_kept_for_good()
    {
        _policy.Refused(500, DeliveryAnswer.BatchTooLarge("HTTP 413", maxCount: 60, maxBytes: 40_000));
        _policy.Accepted(500, isSearch: true);

        Assert.AreEqual(60, _policy.MaxCount);
        Assert.AreEqual(40_000 - 2 - (60 * BatchContent.MaxOverhead), _policy.MaxStoredBytes);
    }

    [TestMethod]
    public void A_413_with_a_limit_of_bytes_alone_leaves_the_count_as_it_was()
    {
        _policy.Refused(100, DeliveryAnswer.BatchTooLarge("HTTP 413", null, 40_000));
        _policy.Accepted(100, isSearch: true);

        Assert.AreEqual(40_000 / 512, _policy.MaxCount);
    }

    [TestMethod]
    public void A_413_without_limits_teaches_half_of_what_was_sent()
    {
        _policy.Refused(500, DeliveryAnswer.BatchTooLarge("HTTP 413", maxCount: null, maxBytes: null));
        _policy.Accepted(500, isSearch: true);

        Assert.AreEqual(250, _policy.MaxCount);
    }

    [TestMethod]
    public void A_small_limit_of_bytes_still_carries_as_many_as_fit()
    {
        var policy = new BatchSizePolicy(Some.Options(options => options.Delivery.MaxBatchBytes = 32_768));

        Assert.AreEqual(64, policy.MaxCount);
        Assert.AreEqual(32_768 - 2 - (64 * BatchContent.MaxOverhead), policy.MaxStoredBytes);
    }

    [TestMethod]
    [DataRow(500, 1)]
    [DataRow(500, 437)]
    [DataRow(500, 500)]
    [DataRow(5000, 499)]
    [DataRow(5000, 500)]
    [DataRow(5000, 4321)]
    public void One_bad_activity_costs_at_most_18_extra_requests_and_everything_else_is_taken(int count, int bad)
    {
        var waiting = Enumerable.Range(1, count).ToList();
        var (taken, givenUp, requests) = (0, new List<int>(), 0);
        while (waiting.Count > 0)
        {
            var batch = waiting.Take(_policy.MaxCount).ToList();
            requests++;
            if (!batch.Contains(bad))
            {
                _policy.Accepted(batch.Count, isSearch: true);
                taken += batch.Count;
                waiting.RemoveRange(0, batch.Count);
            }
            else if (_policy.Refused(batch.Count, Refusal))
            {
                givenUp.AddRange(batch);
                waiting.RemoveRange(0, batch.Count);
            }
        }

        Assert.AreEqual(count - 1, taken);
        Assert.AreSequenceEqual([bad], givenUp);
        // 2 * log2(500), as the contract bounds it.
        Assert.IsLessThanOrEqualTo(18, requests - (count / 500));
    }
}
