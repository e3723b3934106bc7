using System.Globalization;
using System.Text.RegularExpressions;

namespace Demo.Processes;

/// <summary>Is what was told of the invented clients: 24 months, by a process of its own that ends when it has told them.</summary>
internal sealed class ToldHistory : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;

    private ToldHistory(ChildProcess process) => _process = process;

    /// <summary>Begins to tell, while everything else goes on.</summary>
    /// <param name="endpoint">The endpoint over whose data it is told.</param>
    public static ToldHistory Begin(EndpointProcess endpoint) => new(endpoint.StartBeside("DemoHistory"));

    /// <summary>Waits until all of it is stored.</summary>
    /// <returns>What was told.</returns>
    /// <exception cref="DemoFaultException">It could not be told.</exception>
    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        var told = await _process.WaitForLineAsync(
            @"^Told: (?<clients>\d+) clients, \d+ instances, (?<activities>\d+) activities in (?<seconds>[\d.]+) s",
            Patience,
            cancellationToken
        );
        var activities = int.Parse(told.Groups["activities"].Value, CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"24 months of {told.Groups["clients"]} invented clients told in {told.Groups["seconds"]} s, {activities:N0} activities"
        );
    }

    public void Dispose() => _process.Dispose();
}
