using System.Globalization;
using CentralEndpoint.Credentials;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about credentials.</summary>
internal sealed class CredentialCommands(CommandContext context)
{
    private const string Minutes = "yyyy-MM-dd'T'HH:mm'Z'";

    private readonly CredentialRegister _register = new(context.Store, TimeProvider.System);

    public async Task AddAsync(string instance, NewCredential credential)
    {
        var (outcome, added) = await _register.AddAsync(instance, credential);
        outcome.Require(instance);
        await PrintAsync(context, instance, added!);
        await context.Error.WriteLineAsync(
            $"The key {added!.KeyId} is added beside the one before{Until(added.Expires)}. Once the client uses it, end that one: "
                + "instances key revoke <key id>. instances list names it, and says when each was last used."
        );
        await ExplainAsync(context, added);
    }

    public async Task RevokeAsync(string keyId)
    {
        (await _register.RevokeAsync(keyId)).Require(keyId);
        await context.Error.WriteLineAsync($"The key {keyId} is good no more, from now on and for every endpoint.");
    }

    public async Task ListAsync(string? instance)
    {
        var credentials = await _register.ListAsync(instance);
        if (instance is not null && credentials.Count == 0)
        {
            throw new BadArgumentsException($"There is no instance {instance}.");
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var credential in credentials)
        {
            await context.Output.WriteLineAsync(
                $"{credential.InstanceId} {credential.KeyId} {credential.Kind.ToWord()} created {Moment(credential.Created)} "
                    + $"used {Moment(credential.LastUsed)} expires {Moment(credential.Expires)} {State(credential, now)}"
            );
        }
    }

    /// <summary>Writes the settings of the client's administrator: an API key is shown here and nowhere else.</summary>
    public static async Task PrintAsync(CommandContext context, string instance, AddedCredential added)
    {
        await context.Output.WriteLineAsync($"UserActivityTracking__Endpoint={context.Settings.PublicAddress}");
        await context.Output.WriteLineAsync($"UserActivityTracking__ClientInstanceId={instance}");
        if (added.ApiKey is { } key)
        {
            await context.Output.WriteLineAsync($"UserActivityTracking__Credential__ApiKey={key.Reveal()}");
            return;
        }

        await context.Output.WriteLineAsync($"UserActivityTracking__Credential__Jwt__KeyId={added.KeyId}");
        await context.Output.WriteLineAsync(
            "UserActivityTracking__Credential__Jwt__PrivateKeyFile=/path/to/private.pem"
        );
    }

    public static async Task ExplainAsync(CommandContext context, AddedCredential added)
    {
        if (added.ApiKey is null)
        {
            await context.Error.WriteLineAsync(
                "The last line is for the client to complete, with the place of the private key on its own machine. With these lines "
                    + "there must be no ApiKey and no ApiKeyFile. The tokens are made for the Endpoint of the first line, to the letter. To replace "
                    + "a key without a restart, the key file itself names the id, above the key, in a line Key-Id: "
                    + added.KeyId
            );
        }
    }

    public static string Until(DateTimeOffset? expires) =>
        expires is { } time
            ? string.Create(CultureInfo.InvariantCulture, $" and is good until {time.UtcDateTime:yyyy-MM-dd}")
            : " and does not expire";

    private static string Moment(long? time) =>
        time is { } milliseconds
            ? DateTimeOffset
                .FromUnixTimeMilliseconds(milliseconds)
                .UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture)
            : "never";

    private static string State(CredentialRow credential, long now) =>
        credential.Revoked is not null ? "revoked"
        : credential.IsLiveAt(now) ? "live"
        : "expired";
}
