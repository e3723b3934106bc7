using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.BenchmarkEndpoint;

/// <summary>
/// Is an endpoint as thin as one can be, in a process of its own: it inflates, finds the ids, and accepts them all. It writes its
/// address and its certificate's path, and ends with its standard input.
/// </summary>
internal static class EndpointHost
{
    // What stands once in each event: a member; and, with its length in front as in protobuf, a key.
    private const string OurMark = "\"id\":\"";
    private const string OtlpMark = "\n\u0007UserKey";
    private const string SeqMark = "\"UserKey\":";

    public static async Task RunAsync(string folder)
    {
        using var certificate = BenchCertificate.Make();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
        );
        await using var application = builder.Build();
        Map(application);
        await application.StartAsync();
        var roots = Path.Combine(folder, "roots.pem");
        await File.WriteAllTextAsync(roots, certificate.ExportCertificatePem());
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync($"{addresses.Addresses.Single()} {roots}");
        await Console.In.ReadToEndAsync();
    }

    // Ours, and those of the peers: OTLP over HTTP, and Seq's.
    private static void Map(WebApplication application)
    {
        var taken = new Taken();
        application.MapPost("/v1/activities", new ThinSink(taken, OurMark).AcceptAsync);
        application.MapPost("/v1/logs", new ThinSink(taken, OtlpMark).CountAsync);
        application.MapPost("/api/events/raw", new ThinSink(taken, SeqMark).CountAsync);
        application.MapGet("/taken/{count:long}", (long count) => taken.WhenAsync(count));
    }
}
