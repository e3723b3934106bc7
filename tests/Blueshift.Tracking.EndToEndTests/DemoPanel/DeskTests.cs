using Demo;
using Demo.Panel.Pressing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.EndToEndTests.DemoPanel;

/// <summary>What a press on a button of the panel does.</summary>
[TestClass]
public sealed class DeskTests
{
    private readonly PanelLog _log = new(new FakeTimeProvider());
    private readonly TaskCompletionSource<string> _act = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Desk _desk;

    public DeskTests() => _desk = new Desk(_log, CancellationToken.None);

    private string Latest => _log.Entries[0].What;

    [TestMethod]
    public void While_the_story_is_told_a_press_has_to_wait()
    {
        Assert.IsFalse(_desk.Press(Button("acme", "Kill")));
        Assert.Contains("has to wait: the story is still being told", Latest);
        Assert.IsNull(_desk.UnderWay("acme"));
    }

    [TestMethod]
    public async Task What_came_of_a_press_is_in_the_log()
    {
        _desk.Open();
        Assert.IsTrue(_desk.Press(Button("acme", "Kill")));
        Assert.AreEqual("Kill", _desk.UnderWay("acme"));

        _act.SetResult("killed");
        await _desk.WhenIdleAsync();

        Assert.AreEqual("killed", Latest);
        Assert.IsNull(_desk.UnderWay("acme"));
    }

    [TestMethod]
    public async Task One_thing_at_a_time_is_done_to_a_target_and_others_go_on()
    {
        _desk.Open();
        _desk.Press(Button("acme", "Create"));

        Assert.IsFalse(_desk.Press(Button("acme", "Kill")));
        Assert.AreEqual("“Kill” has to wait: “Create” is under way.", Latest);
        Assert.IsTrue(_desk.Press(Button("globex", "Create")));

        _act.SetResult("done");
        await _desk.WhenIdleAsync();
        Assert.IsTrue(_desk.Press(Button("acme", "Kill")));
    }

    [TestMethod]
    public void What_would_change_nothing_is_not_begun()
    {
        _desk.Open();

        Assert.IsFalse(_desk.Press(Button("acme", "Kill") with { IsOffered = () => false }));
        Assert.AreEqual("“Kill” would change nothing now.", Latest);
    }

    [TestMethod]
    public async Task A_fault_is_told_by_its_first_line_and_the_target_is_free_again()
    {
        _desk.Open();
        _desk.Press(Button("acme", "Kill"));

        _act.SetException(new DemoFaultException("It is gone.\nwhat it wrote last"));
        await _desk.WhenIdleAsync();

        Assert.AreEqual("“Kill” came to no end. It is gone.", Latest);
        Assert.IsNull(_desk.UnderWay("acme"));
    }

    [TestMethod]
    public void The_log_keeps_the_last_twelve()
    {
        for (var number = 0; number < 15; number++)
        {
            _log.Add("acme", $"{number}");
        }

        Assert.AreSequenceEqual(
            Enumerable.Range(3, 12).Reverse().Select(static number => $"{number}"),
            _log.Entries.Select(static entry => entry.What)
        );
    }

    private Button Button(string target, string label) => new(target, label, label, static () => true, _ => _act.Task);
}
