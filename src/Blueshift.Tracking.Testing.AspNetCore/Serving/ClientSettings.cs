namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is what an application is set to in order to reach the endpoint. What a host may have set otherwise for its real endpoint is taken back.</summary>
internal static class ClientSettings
{
    public static void Apply(UserActivityTrackingOptions options, FakeCentralEndpoint endpoint, string bufferFolder)
    {
        options.Enabled = true;
        options.Endpoint = endpoint.Address;
        options.ClientInstanceId = endpoint.ClientInstanceId;
        options.Credential.ApiKey = endpoint.ApiKey;
        options.Credential.ApiKeyFile = null;
        options.Credential.Jwt.KeyId = null;
        options.Credential.Jwt.PrivateKeyFile = null;
        options.Tls.TrustedRoots = endpoint.TrustedRoots;
        options.Tls.Pins.Clear();
        // Nobody says of a certificate that was made just now whether it was revoked.
        options.Tls.Revocation = UnknownRevocation.Allow;
        options.Tls.AllowInsecureLoopback = false;
        options.Proxy = "none";
        options.Buffer.Folder = bufferFolder;
        options.Buffer.KeyFile = null;
        options.Buffer.MinFreeDiskBytes = 0;
        options.MoveWaiting = null;
        options.Delivery.Linger = TimeSpan.Zero;
    }
}
