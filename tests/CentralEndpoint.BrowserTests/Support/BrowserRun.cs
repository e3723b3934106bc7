using System.Collections.Concurrent;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Starts one Chromium and two endpoints for all tests, one with a history and one without an instance, where the machine has Chromium.</summary>
[TestClass]
public static class BrowserRun
{
    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly ConcurrentDictionary<(EndpointKind, Role), string> s_cookies = new();

    private static IPlaywright? s_playwright;
    private static CentralEndpointHost? s_filled;
    private static CentralEndpointHost? s_empty;

    internal static IBrowser Browser { get; private set; } = null!;

    internal static CentralEndpointHost HostOf(EndpointKind kind) =>
        (kind == EndpointKind.Filled ? s_filled : s_empty)!;

    /// <summary>Gives the cookie of somebody who is signed in.</summary>
    internal static async Task<string> CookieOfAsync(EndpointKind kind, Role role)
    {
        if (!s_cookies.TryGetValue((kind, role), out var cookie))
        {
            var host = HostOf(kind);
            cookie = await StaffHandler.CookieAsync(host.Services, Staff.Of(role), host.Clock.GetUtcNow());
            s_cookies[(kind, role)] = cookie;
        }

        return cookie;
    }

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        var told = Environment.GetEnvironmentVariable(ChromiumProgram.Variable);
        if (ChromiumProgram.Find(told, File.Exists) is not { } program)
        {
            context.DisplayMessage(MessageLevel.Warning, ChromiumProgram.Missing(told));
            Assert.Inconclusive(ChromiumProgram.Missing(told));
            return;
        }

        s_playwright = await Playwright.CreateAsync();
        Browser = await s_playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Args = Arguments,
                ChromiumSandbox = false,
            }
        );
        s_empty = await CentralEndpointHost.StartAsync();
        s_filled = await CentralEndpointHost.StartAsync();
        await InventedHistory.WriteAsync(s_filled);
        await InventedRequests.WriteAsync(s_filled);
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        s_playwright?.Dispose();
        foreach (var host in new[] { s_empty, s_filled })
        {
            if (host is not null)
            {
                await host.DisposeAsync();
            }
        }
    }
}
