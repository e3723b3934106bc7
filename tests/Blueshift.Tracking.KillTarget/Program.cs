// Is killed by the end-to-end tests, again and again. Usage: <life> <activities>, settings from the environment. It captures,
// says "recorded: <id>" for each activity, waits until nothing waits any more, and ends.
using System.Diagnostics.Metrics;
using System.Globalization;
using Blueshift.Tracking;
using Blueshift.Tracking.KillTarget;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var life = int.Parse(args[0], CultureInfo.InvariantCulture);
var activities = int.Parse(args[1], CultureInfo.InvariantCulture);
var services = new ServiceCollection();
services.AddLogging(logging =>
    logging.SetMinimumLevel(LogLevel.Debug).AddSimpleConsole(console => console.SingleLine = true)
);
services.AddUserActivityTracking(new ConfigurationBuilder().AddEnvironmentVariables().Build());
await using var provider = services.BuildServiceProvider();

var tracker = provider.GetRequiredService<IUserActivityTracker>();

// Opens what earlier processes left.
await tracker.FlushAsync(TimeSpan.Zero, CancellationToken.None);
var workers = Enumerable.Range(0, Worker.Count).Select(number => new Worker(tracker, life, number));
await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunAsync(activities / Worker.Count))));

var waiting = 0.0;
using var listener = new MeterListener();
listener.InstrumentPublished = (instrument, own) =>
{
    if (instrument.Name == "blueshift.tracking.activities.waiting")
    {
        own.EnableMeasurementEvents(instrument);
    }
};
listener.SetMeasurementEventCallback<double>((_, value, _, _) => waiting = value);
listener.Start();
using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
do
{
    listener.RecordObservableInstruments();
} while (waiting > 0 && await timer.WaitForNextTickAsync());
Console.WriteLine("drained");
