namespace CentralEndpoint.Reports.Health;

/// <summary>The state of each client instance. The names of the members are those of the JSON.</summary>
public sealed record InstanceHealthReport(DateTimeOffset AsOf, IReadOnlyList<InstanceHealth> Instances)
{
    public string Definition { get; } =
        "An instance is live while a heartbeat of it came within three intervals, stale after that, and never-reported before its first. "
        + "It is drifting when, with nothing waiting, it twice in a row told the same users to be active, and others are active here. "
        + "A gap is a number of a journal that its instance calls settled, that no verdict was given to, and that was not told as given up. "
        + "Lost with buffers: what a buffer last said waits in it, when it is silent for three intervals and another of its instance is not. "
        + "A credential expires: that which was last accepted from the instance; afterwards it is refused, and nothing more comes.";
}
