using System.Buffers;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.BenchmarkEndpoint;

/// <summary>
/// Is an endpoint as thin as one can be, in a process of its own: it inflates, finds the ids, and accepts them all. It writes its
/// address and its certificate's path, and ends with its standard input.
/// </summary>
internal static class EndpointHost
{
    public static async Task RunAsync(string folder)
    {
        using var certificate = BenchCertificate.Make();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
        );
        await using var application = builder.Build();
        application.MapPost("/v1/activities", AnswerAsync);
        await application.StartAsync();
        var roots = Path.Combine(folder, "roots.pem");
        await File.WriteAllTextAsync(roots, certificate.ExportCertificatePem());
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        await Console.Out.WriteLineAsync($"{addresses.Addresses.Single()} {roots}");
        await Console.In.ReadToEndAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>(256 * 1024);
        var isZipped = context.Request.Headers.ContentEncoding == "gzip";
        await using var plain = isZipped
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
            : context.Request.Body;
        int read;
        while ((read = await plain.ReadAsync(body.GetMemory(64 * 1024))) > 0)
        {
            body.Advance(read);
        }
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Answer(body.WrittenSpan));
    }

    private static ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> body)
    {
        const int IdLength = 36;
        var mark = "\"id\":\""u8;
        var answer = new ArrayBufferWriter<byte>(64 * 1024);
        answer.Write("{\"results\":["u8);
        var isFirst = true;
        for (var at = body.IndexOf(mark); at >= 0; at = body.IndexOf(mark))
        {
            body = body[(at + mark.Length)..];
            answer.Write(isFirst ? "{\"id\":\""u8 : ",{\"id\":\""u8);
            answer.Write(body[..IdLength]);
            answer.Write("\",\"status\":\"accepted\"}"u8);
            isFirst = false;
        }
        answer.Write("]}"u8);
        return answer.WrittenMemory;
    }
}
