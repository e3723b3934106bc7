// Tracking without a generic host. Settings come from the three environment lines that your vendor gave you; in a container
// set UserActivityTracking__Buffer__Folder too, to a folder on a volume.
using Blueshift.Tracking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

var services = new ServiceCollection();
services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
services.AddUserActivityTracking(new ConfigurationBuilder().AddEnvironmentVariables().Build());
await using var provider = services.BuildServiceProvider();

try
{
    var tracker = provider.GetRequiredService<IUserActivityTracker>();
    var user = new TrackedUser
    {
        Key = "42",
        FirstName = "Amelia",
        LastName = "Nguyen",
        Email = "amelia.nguyen@customer.example",
    };
    var result = await tracker.TrackAsync(UserActivity.Created(user), CancellationToken.None);
    var delivered = await tracker.FlushAsync(TimeSpan.FromSeconds(10));
    Console.WriteLine($"{result.Status} {result.ActivityId}, settled: {delivered}");
    return delivered ? 0 : 1;
}
catch (OptionsValidationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
