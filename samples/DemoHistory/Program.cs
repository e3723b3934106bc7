using System.Diagnostics;
using System.Globalization;
using CentralEndpoint;
using CentralEndpoint.Storage;
using DemoHistory;
using DemoHistory.Clients;
using DemoHistory.Telling;

try
{
    var began = Stopwatch.GetTimestamp();
    await using var endpoint = await PastEndpoint.StartAsync(args);
    var today = endpoint.Today;
    var told = await new Historian(endpoint, Cast.All, today).TellAsync();
    await Console.Out.WriteLineAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Told: {Cast.Clients} clients, {Cast.All.Count} instances, {told} activities in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"
        )
    );
    return 0;
}
catch (Exception fault)
    when (fault is EndpointFaultException or HistoryFaultException or HttpRequestException
        || DatabaseFault.Find(fault) is not null
    )
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
