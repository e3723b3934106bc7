using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class ReturningCallersTests
{
    private readonly AppendQueue _queue = new(new IdleCommit(), TimeProvider.System);
    private readonly ReturningCallers _callers = new();

    [TestMethod]
    public void Half_of_those_answered_together_are_awaited()
    {
        _callers.Answered([Waiting(), Waiting(), Waiting(), Waiting()]);

        Assert.IsTrue(_callers.AreAwaited(pending: 1));
        Assert.IsFalse(_callers.AreAwaited(pending: 2));
    }

    [TestMethod]
    public void When_all_ran_nobody_is_awaited_whether_they_came_back_or_not()
    {
        List<AppendRequest> requests = [Waiting(), Waiting(), Waiting(), Waiting()];
        _callers.Answered(requests);

        requests.ForEach(_callers.Ran);

        Assert.IsFalse(_callers.AreAwaited(pending: 1));
    }

    [TestMethod]
    public void One_answered_alone_is_not_awaited()
    {
        _callers.Answered([Waiting()]);

        Assert.IsFalse(_callers.AreAwaited(pending: 0));
    }

    [TestMethod]
    public void Who_does_not_wait_for_its_answer_is_not_awaited_because_it_may_look_at_it_any_time_later()
    {
        _callers.Answered([Begun(), Begun(), Begun(), Begun()]);

        Assert.IsFalse(_callers.AreAwaited(pending: 1));
    }

    private AppendRequest Waiting()
    {
        var request = Begun();
        request.Task.GetAwaiter().OnCompleted(() => { });
        return request;
    }

    private AppendRequest Begun()
    {
        var request = new AppendRequest(_queue);
        request.Begin(new EncodedActivities(), CancellationToken.None);
        return request;
    }
}
