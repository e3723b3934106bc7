// Is run by the end-to-end tests as a whole host with the library in it, settings from the environment, people on standard input, one line
// each: key, first name, last name, email, with tabs between. It lives its life, says in one line of JSON what it did to the machine, and ends.
using System.Text.Json;
using Blueshift.Tracking;
using Blueshift.Tracking.PrivacyTarget;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var people = new List<TrackedUser>();
while (Console.ReadLine() is { Length: > 0 } line)
{
    var values = line.Split('\t');
    people.Add(
        new TrackedUser
        {
            Key = values[0],
            FirstName = values[1],
            LastName = values[2],
            Email = values[3],
        }
    );
}
using var network = new NetworkEvents();
var time = new CountingTimeProvider();
var builder = Host.CreateEmptyApplicationBuilder(settings: null);
builder.Configuration.AddEnvironmentVariables();
builder.Logging.SetMinimumLevel(LogLevel.Trace).AddSimpleConsole(console => console.SingleLine = true);
builder.Services.AddSingleton<TimeProvider>(time);
builder.Services.AddUserActivityTracking();
builder.Services.AddHealthChecks().AddUserActivityTracking();
var host = builder.Build();
await host.StartAsync();

// What it throws nobody catches: the process ends as a host does that forgot to.
var statuses = await new Life(host.Services, people).LiveAsync();
var footprint = new
{
    statuses,
    timers = time.Timers,
    networkEvents = network.Count,
    sockets = Directory.Exists("/proc/self/fd")
        ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(NetworkEvents.IsSocket)
        : 0,
};
await host.StopAsync();

// Disposed first: what its logger has still to write comes before the last line.
host.Dispose();
Console.WriteLine(JsonSerializer.Serialize(footprint));
