using System.Globalization;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Commands;

/// <summary>Reads what the commands that add a credential say of it.</summary>
internal static class CredentialArguments
{
    public const string PublicKey = "public-key";
    public const string Expires = "expires";

    /// <summary>Reads the words after <c>instances key add</c>.</summary>
    public static (string Instance, NewCredential Credential) ReadAdd(string[] words) =>
        words is [var instance, .. var rest] && !instance.StartsWith('-')
            ? (instance, Read(CommandOptions.Read(rest, PublicKey, Expires)))
            : throw new BadArgumentsException("The id of the instance is missing: instances key add <id> …");

    public static NewCredential Read(CommandOptions options) =>
        new(
            options.Optional(PublicKey) is { } file ? PublicKeyFile.Read(file) : null,
            Lifetime(options.Optional(Expires))
        );

    private static TimeSpan? Lifetime(string? text) =>
        text switch
        {
            null => TimeSpan.FromDays(NewCredential.DefaultLifetimeDays),
            "never" => null,
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
                    && days is >= 1 and <= NewCredential.LongestLifetimeDays => TimeSpan.FromDays(days),
            _ => throw new BadArgumentsException(
                $"--expires is \"{text}\". It must be a number of days from 1 to {NewCredential.LongestLifetimeDays}, or never."
            ),
        };
}
