using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Diagnostics;

[TestClass]
public sealed class RemindersTests
{
    private readonly SetTimeProvider _time = new();

    [TestMethod]
    [DataRow(-6)]
    [DataRow(6)]
    public void A_clock_that_is_set_brings_no_reminder_forward_and_keeps_none_back(int hours)
    {
        var reminders = new Reminders(_time);
        reminders.IsDue("unreachable");

        _time.SetBy(TimeSpan.FromHours(hours));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.IsFalse(reminders.IsDue("unreachable"));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsTrue(reminders.IsDue("unreachable"));
    }
}
