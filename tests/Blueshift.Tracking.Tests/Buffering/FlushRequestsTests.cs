using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
public sealed class FlushRequestsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ObservedTimeProvider _time = new();

    [TestMethod]
    public async Task A_waiter_is_told_when_its_number_is_settled_and_not_before()
    {
        var requests = new FlushRequests(_time);
        var wait = requests.WhenSettledAsync(5, Hour, CancellationToken.None);

        requests.Settled(4);
        Assert.IsFalse(wait.IsCompleted);
        requests.Settled(5);

        Assert.IsTrue(await wait);
    }

    [TestMethod]
    public async Task A_number_settled_already_is_not_waited_for()
    {
        var requests = new FlushRequests(_time);
        requests.Settled(5);

        Assert.IsTrue(await requests.WhenSettledAsync(5, TimeSpan.Zero, CancellationToken.None));
    }

    [TestMethod]
    public async Task When_delivery_ends_nobody_waits_any_longer()
    {
        var requests = new FlushRequests(_time);
        requests.Settled(3);
        var wait = requests.WhenSettledAsync(5, Hour, CancellationToken.None);

        requests.End();

        Assert.IsFalse(await wait);
        Assert.IsFalse(await requests.WhenSettledAsync(5, Hour, CancellationToken.None));
        Assert.IsTrue(await requests.WhenSettledAsync(3, Hour, CancellationToken.None));
    }

    [TestMethod]
    public async Task A_flush_ends_a_linger_that_is_under_way()
    {
        var requests = new FlushRequests(_time);
        var linger = requests.LingerAsync(Hour, CancellationToken.None);
        Assert.IsFalse(linger.IsCompleted);

        var wait = requests.WhenSettledAsync(1, Hour, CancellationToken.None);
        await linger;
        requests.Settled(1);

        Assert.IsTrue(await wait);
    }

    [TestMethod]
    public async Task While_somebody_flushes_nobody_lingers_and_afterwards_everybody_does_again()
    {
        var requests = new FlushRequests(_time);
        var wait = requests.WhenSettledAsync(1, Hour, CancellationToken.None);

        Assert.IsTrue(requests.LingerAsync(Hour, CancellationToken.None).IsCompletedSuccessfully);
        requests.Settled(1);
        await wait;
        var linger = requests.LingerAsync(TimeSpan.FromMinutes(2), CancellationToken.None);

        Assert.IsFalse(linger.IsCompleted);
        await _time.PassWaitAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        await linger;
    }
}
