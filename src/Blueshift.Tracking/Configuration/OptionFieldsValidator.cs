using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting by itself.</summary>
internal static class OptionFieldsValidator
{
    private static readonly string[] ContractPaths = ["/v1/activities", "/v1/heartbeat"];

    public static IEnumerable<string> Check(UserActivityTrackingOptions options, IFileSystem files) =>
        new[] { Endpoint(options.Endpoint), ClientInstanceId(options.ClientInstanceId) }
            .Concat(CredentialOptionsValidator.Check(options.Credential))
            .Concat(BufferOptionsValidator.Check(options.Buffer, files))
            .Concat(DeliveryOptionsValidator.Check(options.Delivery))
            .Append(OptionRange.Defined("FailureMode", options.FailureMode))
            .Append(OptionRange.Defined("Baseline", options.Baseline))
            .Concat(TlsOptionsValidator.Check(options.Tls))
            .Append(Proxy(options.Proxy))
            .Append(MoveWaiting(options.MoveWaiting))
            .OfType<string>();

    private static string? Endpoint(Uri? endpoint)
    {
        const string Name = "Endpoint";
        if (endpoint is null)
        {
            return OptionFault.NotSet(Name, "Set it to the https address from your vendor");
        }
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http"))
        {
            return OptionFault.Wrong(
                Name,
                "is not an https address. Set it to the address from your vendor, for example https://tracking.example.com"
            );
        }
        if (endpoint.UserInfo.Length > 0)
        {
            return OptionFault.Wrong(Name, "holds a user name. Remove it; the credential has a setting of its own");
        }
        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            return OptionFault.Wrong(Name, "holds a query or fragment. Set it to the base address alone");
        }
        var pasted = ContractPaths.FirstOrDefault(path =>
            endpoint.AbsolutePath.TrimEnd('/').EndsWith(path, StringComparison.OrdinalIgnoreCase)
        );
        return pasted is null
            ? null
            : OptionFault.Wrong(
                Name,
                $"ends in {pasted}, which the library adds itself. Set it to the base address before that"
            );
    }

    private static string? ClientInstanceId(string? id)
    {
        const string Name = "ClientInstanceId";
        if (string.IsNullOrWhiteSpace(id))
        {
            return OptionFault.NotSet(Name, "Set it to the id that your vendor gave this installation");
        }
        if (InstanceId.HasTwoDots(id))
        {
            return OptionFault.Wrong(
                Name,
                "holds two dots in a row, which an instance id never does. Copy it from your vendor"
            );
        }
        return InstanceId.IsValid(id)
            ? null
            : OptionFault.Wrong(
                Name,
                $"is no instance id ({id.Length} characters). Allowed are 1 to 64 of a-z, 0-9, dot, hyphen and underscore, "
                    + "beginning and ending with a letter or digit"
            );
    }

    private static string? Proxy(string? proxy) =>
        ProxySetting.IsValid(proxy)
            ? null
            : OptionFault.Wrong("Proxy", "is neither system nor none nor an absolute http address");

    private static string? MoveWaiting(string? old)
    {
        if (string.IsNullOrEmpty(old))
        {
            return null;
        }
        var at = old.IndexOf('@', StringComparison.Ordinal);
        var isValid =
            at < 0
                ? InstanceId.IsValid(old)
                : InstanceId.IsValid(old[..at]) && Uri.CheckHostName(old[(at + 1)..]) != UriHostNameType.Unknown;
        return isValid
            ? null
            : OptionFault.Wrong(
                "MoveWaiting",
                "is neither an instance id nor id@host. Give the old instance id, with the old endpoint's host behind an @ "
                    + "if that changed"
            );
    }
}
