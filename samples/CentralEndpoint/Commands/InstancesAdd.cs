using System.Globalization;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;

namespace CentralEndpoint.Commands;

/// <summary>Reads the words of <c>instances add</c>.</summary>
internal static class InstancesAdd
{
    private const int LongestClient = 200;

    public static (NewInstance Instance, NewCredential Credential) Read(string[] words)
    {
        if (words.Length == 0 || words[0].StartsWith('-'))
        {
            throw new BadArgumentsException("The id of the instance is missing: instances add <id> …");
        }

        var options = CommandOptions.Read(
            words[1..],
            "client",
            "kind",
            "zone",
            "seats",
            CredentialArguments.PublicKey,
            CredentialArguments.Expires
        );
        var instance = new NewInstance(
            CheckedId(words[0]),
            CheckedClient(options.Required("client")),
            CheckedKind(options.Required("kind")),
            CheckedZone(options.Optional("zone") ?? "UTC"),
            CheckedSeats(options.Optional("seats"))
        );
        return (instance, CredentialArguments.Read(options));
    }

    private static string CheckedId(string id) =>
        ClientInstanceId.IsValid(id)
            ? id
            : throw new BadArgumentsException($"The id \"{id}\" is not allowed: {ClientInstanceId.Rule}.");

    private static string CheckedClient(string client)
    {
        var name = client.Trim();
        return name.Length is > 0 and <= LongestClient && !name.Any(char.IsControl)
            ? name
            : throw new BadArgumentsException(
                $"--client must be a name of 1 to {LongestClient} characters on one line."
            );
    }

    private static InstanceKind CheckedKind(string word) =>
        InstanceKinds.TryFromWord(word, out var kind)
            ? kind
            : throw new BadArgumentsException($"--kind is \"{word}\". Allowed are production and test.");

    private static string CheckedZone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone.Id
            : throw new BadArgumentsException(
                $"--zone is \"{id}\", which this system does not know. An example is Europe/Zurich."
            );

    private static int? CheckedSeats(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seats)
            ? seats
            : throw new BadArgumentsException(
                $"--seats is \"{text}\". It must be a whole number from 0 to {int.MaxValue}."
            );
    }
}
