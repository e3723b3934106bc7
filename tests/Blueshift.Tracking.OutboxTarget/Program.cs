// Is one node of a host with an outbox, and is killed by the end-to-end tests. Usage: <life>, settings from the environment. It
// delivers from its start on, says "node: <name>", does what it reads line by line, and stops in good order at the end of its input.
using System.Globalization;
using Blueshift.Tracking;
using Blueshift.Tracking.OutboxTarget;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Relational.Buffering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var services = new ServiceCollection();
services.AddLogging(logging =>
    logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true)
);
var tracking = services.AddUserActivityTracking(settings);
if (settings["TARGET_CAPTURES"] == bool.TrueString)
{
    Registration.Capture(
        tracking,
        Enum.Parse<OutboxProvider>(settings["TARGET_PROVIDER"]!),
        settings["TARGET_DATABASE"]!
    );
}
else
{
    Registration.Outbox(tracking, settings["TARGET_DATABASE"]!);
}
await using var provider = services.BuildServiceProvider();

// Starts delivery.
await provider.GetRequiredService<IUserActivityTracker>().FlushAsync(TimeSpan.Zero);
Console.WriteLine($"node: {provider.GetRequiredService<OutboxContext>().Terms.Node}");
await using var commands = new Commands(provider, int.Parse(args[0], CultureInfo.InvariantCulture));
while (await Console.In.ReadLineAsync() is { } line)
{
    await commands.RunAsync(line);
}
