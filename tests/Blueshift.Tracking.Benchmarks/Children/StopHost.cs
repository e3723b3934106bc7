using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Blueshift.Tracking.Benchmarks.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Measures how long a host with something to deliver takes to stop, in milliseconds.</summary>
internal static class StopHost
{
    /// <summary>Stands in the arguments for an endpoint that takes connections and never answers.</summary>
    public const string Silent = "silent";

    /// <summary>Stands in the arguments for one whose port nobody listens on.</summary>
    public const string Refused = "refused";

    public static async Task<double[]> RunAsync(string[] args)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = args[1] == Silent ? ((IPEndPoint)listener.LocalEndpoint).Port : 1;
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddUserActivityTracking(options =>
        {
            TrackingSetup.For(args[0])(options);
            options.Endpoint = new Uri($"https://127.0.0.1:{port}/");
        });
        using var host = builder.Build();
        await host.StartAsync();
        Recorded.Check(await host.Services.GetRequiredService<IUserActivityTracker>().TrackAsync(People.Make(1000)));
        var began = Stopwatch.GetTimestamp();
        await host.StopAsync();
        return [Stopwatch.GetElapsedTime(began).TotalMilliseconds];
    }
}
