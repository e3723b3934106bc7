using System.Net.Sockets;
using Demo.Panel.Pages;
using Demo.Processes;
using Microsoft.AspNetCore.Connections;

namespace Demo.Panel;

/// <summary>Serves the panel, on a loopback port of its own.</summary>
internal sealed class PanelSite : IAsyncDisposable
{
    private const string RefreshSeconds = "2";

    private readonly WebApplication _app;

    private PanelSite(WebApplication app, int port)
    {
        _app = app;
        Address = new Uri($"http://localhost:{port}");
    }

    public Uri Address { get; }

    /// <exception cref="DemoFaultException">Another program has the port.</exception>
    public static async Task<PanelSite> StartAsync(PanelRoom room, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var app = builder.Build();
        app.UseMiddleware<PanelManners>();
        app.MapGet("/", (HttpResponse response, bool? paused) => Show(room, response, paused ?? false));
        app.MapGet("/panel.css", static () => Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"));
        app.MapPost(
            "/press/{target}/{verb}",
            (string target, string verb, bool? paused) => Press(room, target, verb, paused ?? false)
        );
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault) when (fault.GetBaseException() is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new DemoFaultException($"Port {port} is in use by another program.") { IsPortTaken = true };
        }
        return new PanelSite(app, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static PageResult Show(PanelRoom room, HttpResponse response, bool isPaused)
    {
        if (!isPaused)
        {
            response.Headers["Refresh"] = RefreshSeconds;
        }
        return new PageResult(PanelModel.Of(room, isPaused));
    }

    private static IResult Press(PanelRoom room, string target, string verb, bool isPaused)
    {
        if (room.Board.Find(target, verb) is not { } button)
        {
            return Results.NotFound();
        }
        // Whether it is begun or has to wait, the page says it.
        room.Desk.Press(button);
        return new SeeOther(PanelModel.AddressOf("/", isPaused));
    }
}
