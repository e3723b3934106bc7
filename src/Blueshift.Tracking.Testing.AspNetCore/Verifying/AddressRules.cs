namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Is what the contract says of a request's method, path and version of HTTP.</summary>
internal static class AddressRules
{
    private static readonly string[] Paths = [ReceivedRequest.ActivitiesPath, ReceivedRequest.HeartbeatPath];

    public static IEnumerable<string> Faults(ReceivedRequest request)
    {
        if (!Paths.Contains(request.Path))
        {
            yield return Paths.Any(path => request.Path.EndsWith(path, StringComparison.Ordinal))
                ? $"its path has something before /v1/. This endpoint's address, {nameof(FakeCentralEndpoint)}.{nameof(FakeCentralEndpoint.Address)}, has no path."
                : $"its path is neither {ReceivedRequest.ActivitiesPath} nor {ReceivedRequest.HeartbeatPath}. Nothing of a person belongs there either.";
        }
        else if (request.Method != "POST")
        {
            yield return "its method is not POST.";
        }
        if (request.Protocol is not ("HTTP/2" or "HTTP/1.1"))
        {
            yield return "it is neither HTTP/2 nor HTTP/1.1.";
        }
    }
}
