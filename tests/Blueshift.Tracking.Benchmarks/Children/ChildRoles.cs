namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Names what a process of its own is started for, so that memory, CPU and start are those of a host alone.</summary>
internal static class ChildRoles
{
    public const string Option = "--child";
    public const string Backlog = "backlog";
    public const string Idle = "idle";
    public const string Otlp = "otlp";
    public const string Seq = "seq";
    public const string Start = "start";
    public const string Stop = "stop";
    public const string Tracking = "tracking";

    public static async Task RunAsync(string role, string[] args)
    {
        var answer = role switch
        {
            Backlog => await BacklogHost.RunAsync(args),
            Idle => await IdleHost.RunAsync(args),
            Otlp => await OtlpClient.RunAsync(args),
            Seq => await SeqClient.RunAsync(args),
            Start => await StartHost.RunAsync(args),
            Stop => await StopHost.RunAsync(args),
            Tracking => await TrackingClient.RunAsync(args),
            _ => throw new ArgumentException($"There is no role {role}.", nameof(role)),
        };
        await Console.Out.WriteLineAsync(
            string.Join(
                ' ',
                answer.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
            )
        );
    }
}
