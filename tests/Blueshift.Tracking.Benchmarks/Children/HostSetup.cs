using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Builds the generic host as its template does, with the library or without it.</summary>
internal static class HostSetup
{
    /// <summary>Stands in the arguments for a host without the library.</summary>
    public const string WithoutLibrary = "-";

    public static IHost Build(string folder, TimeProvider? timeProvider = null, IActivityTransport? transport = null)
    {
        var builder = Host.CreateApplicationBuilder();
        if (folder != WithoutLibrary)
        {
            if (timeProvider is not null)
            {
                builder.Services.AddSingleton(timeProvider);
            }
            if (transport is not null)
            {
                builder.Services.AddSingleton(transport);
                builder.Services.AddSingleton<IHeartbeatTransport>(
                    new AcceptingHeartbeats(timeProvider ?? TimeProvider.System)
                );
            }
            builder.Services.AddUserActivityTracking(TrackingSetup.For(folder));
        }
        return builder.Build();
    }
}
