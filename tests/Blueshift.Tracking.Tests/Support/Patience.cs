namespace Blueshift.Tracking.Tests.Support;

/// <summary>Ends a wait for something that never comes with a message that names it.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> WithAsync<T>(ValueTask<T> wait, string what)
    {
        var task = wait.AsTask();
        var ended = await Task.WhenAny(task, Task.Delay(Limit));
        Assert.AreSame(task, ended, $"For {Limit.TotalSeconds:0} s nothing came of it: {what}.");
        return await task;
    }
}
