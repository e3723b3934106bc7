using System.Net.Http.Json;

namespace Demo.Driving;

/// <summary>Reads the endpoint's own reports.</summary>
internal sealed class EndpointReports(Uri pages) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = pages };

    public async Task<EndpointReport> ReadAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<EndpointReport>("/reports/active-users", cancellationToken))!;

    public async Task<InstanceHealthReport> ReadHealthAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<InstanceHealthReport>("/reports/instances", cancellationToken))!;

    public void Dispose() => _http.Dispose();
}
