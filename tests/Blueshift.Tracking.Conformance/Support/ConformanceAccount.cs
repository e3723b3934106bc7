namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Is a client instance that the endpoint knows. Not a record: what prints it must not print the key.</summary>
internal sealed class ConformanceAccount(string instance, string apiKey)
{
    public string Instance { get; } = instance;

    public string ApiKey { get; } = apiKey;
}
