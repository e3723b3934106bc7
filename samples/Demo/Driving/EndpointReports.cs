using System.Net;
using System.Net.Http.Json;
using Demo.Processes;

namespace Demo.Driving;

/// <summary>Reads the endpoint's own reports, as one of the vendor's reporters.</summary>
internal sealed class EndpointReports(EndpointProcess endpoint) : IDisposable
{
    private HttpClient? _http;

    public Task<EndpointReport> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync<EndpointReport>("/reports/active-users", cancellationToken);

    public Task<InstanceHealthReport> ReadHealthAsync(CancellationToken cancellationToken) =>
        ReadAsync<InstanceHealthReport>("/reports/instances", cancellationToken);

    public void Dispose() => _http?.Dispose();

    private async Task<T> ReadAsync<T>(string report, CancellationToken cancellationToken)
    {
        var http = _http ??= await endpoint.SignInAsync("reporter", cancellationToken);
        try
        {
            return (await http.GetFromJsonAsync<T>(report, cancellationToken))!;
        }
        catch (HttpRequestException fault) when (fault.StatusCode == HttpStatusCode.Unauthorized)
        {
            // A session lasts for some hours, and the demo may stay up for longer.
            _http = await endpoint.SignInAsync("reporter", cancellationToken);
            http.Dispose();
            return (await _http.GetFromJsonAsync<T>(report, cancellationToken))!;
        }
    }
}
