using System.Globalization;

namespace Blueshift.Tracking.Configuration;

/// <summary>Is the closed list of settings that this version knows.</summary>
internal static class OptionKeys
{
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        Bool("Enabled"),
        new("Endpoint", "an https address", text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _)),
        Text("ClientInstanceId"),
        Text("Credential:ApiKey"),
        Text("Credential:ApiKeyFile"),
        Text("Credential:Jwt:KeyId"),
        Text("Credential:Jwt:PrivateKeyFile"),
        Text("Buffer:Folder"),
        Text("Buffer:KeyFile"),
        Bytes("Buffer:MaxBytes"),
        Bytes("Buffer:MinFreeDiskBytes"),
        Duration("Buffer:MaxAge"),
        Duration("Buffer:DeadLetterMaxAge"),
        Choice<BufferDurability>("Buffer:Durability"),
        Duration("Buffer:AppendTimeout"),
        Choice<FailureMode>("FailureMode"),
        Choice<BaselineMode>("Baseline"),
        Number("Delivery:MaxBatchCount"),
        Number("Delivery:MaxBatchBytes"),
        Number("Delivery:MaxInFlight"),
        Duration("Delivery:Linger"),
        Duration("Delivery:RequestTimeout"),
        Duration("Delivery:ShutdownTimeout"),
        Duration("Delivery:MaxRetryDelay"),
        Choice<DeliveryCompression>("Delivery:Compression"),
        Duration("Delivery:HeartbeatInterval"),
        Text("Tls:TrustedRoots"),
        List("Tls:Pins"),
        Choice<UnknownRevocation>("Tls:Revocation"),
        Bool("Tls:AllowInsecureLoopback"),
        Text("Proxy"),
        Text("MoveWaiting"),
    ];

    public static OptionKey Of(string name) => All.First(key => key.Name == name);

    private static OptionKey Text(string name) => new(name, "text", _ => true);

    private static OptionKey List(string name) => Text(name) with { IsList = true };

    private static OptionKey Bool(string name) => new(name, "true or false", text => bool.TryParse(text, out _));

    private static OptionKey Number(string name) =>
        new(
            name,
            "a whole number",
            text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        );

    private static OptionKey Bytes(string name) =>
        new(
            name,
            "a whole number of bytes",
            text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        );

    private static OptionKey Duration(string name) =>
        new(name, "a duration such as 00:00:30", text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _));

    private static OptionKey Choice<T>(string name)
        where T : struct, Enum =>
        new(
            name,
            string.Join(" or ", Enum.GetNames<T>()),
            text => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
        );
}
