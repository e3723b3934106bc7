using CentralEndpoint.Instances;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about instances and their keys.</summary>
internal sealed class InstanceCommands(CommandContext context)
{
    private readonly InstanceRegister _register = new(context.Store, TimeProvider.System);

    public async Task AddAsync(NewInstance instance)
    {
        var key =
            await _register.AddAsync(instance)
            ?? throw new BadArgumentsException($"The instance {instance.Id} exists already. Nothing was changed.");
        await PrintAsync(instance.Id, key);
        await context.Error.WriteLineAsync(
            $"Instance {instance.Id} is added. Give the three lines to the client's administrator over a safe channel. "
                + "They are shown this once: the key is kept only as a hash."
        );
        await context.Error.WriteLineAsync(
            $"Later: instances key add {instance.Id}, instances key revoke {key.Id}, instances retire {instance.Id}."
        );
        if (!context.Settings.HasOwnCertificate)
        {
            await context.Error.WriteLineAsync(
                "The endpoint makes its own certificate at its first start. Until you configure another, the client also needs "
                    + "root.pem of the data folder, as UserActivityTracking__Tls__TrustedRoots."
            );
        }
    }

    public async Task AddKeyAsync(string instance)
    {
        var (outcome, key) = await _register.AddKeyAsync(instance);
        Require(outcome, instance);
        await PrintAsync(instance, key!);
        await context.Error.WriteLineAsync(
            $"The key {key!.Id} is added beside the one before. Once the client uses it, end that one: instances key revoke <key id>. "
                + "instances list names it."
        );
    }

    public async Task RevokeKeyAsync(string keyId)
    {
        Require(await _register.RevokeKeyAsync(keyId), keyId);
        await context.Error.WriteLineAsync($"The key {keyId} is good no more, from now on and for every endpoint.");
    }

    public async Task RetireAsync(string instance)
    {
        Require(await _register.RetireAsync(instance), instance);
        await context.Error.WriteLineAsync(
            $"Instance {instance} is retired: it is answered 410 from now on. What it reported stays in the figures."
        );
    }

    public async Task ResyncAsync(string? instance)
    {
        var count = await _register.ResyncAsync(instance);
        if (count == 0)
        {
            throw new BadArgumentsException(
                $"There is no instance{(instance is null ? "" : $" {instance}")} that goes on. Nothing was changed."
            );
        }

        await context.Error.WriteLineAsync(
            $"{(instance is null ? "Every instance" : $"Instance {instance}")} is asked, with its next heartbeat, to tell once more who is active. "
                + "Only one with a user directory can."
        );
    }

    public async Task ListAsync()
    {
        foreach (var key in await _register.ListKeysAsync())
        {
            var created = DateTimeOffset.FromUnixTimeMilliseconds(key.Created);
            await context.Output.WriteLineAsync(
                $"{key.InstanceId} {key.KeyId} {created:yyyy-MM-dd'T'HH:mm'Z'} {(key.Revoked is null ? "live" : "revoked")}"
            );
        }
    }

    private async Task PrintAsync(string instance, ApiKey key)
    {
        await context.Output.WriteLineAsync(
            $"UserActivityTracking__Endpoint={context.Settings.PublicAddress!.TrimEnd('/')}"
        );
        await context.Output.WriteLineAsync($"UserActivityTracking__ClientInstanceId={instance}");
        await context.Output.WriteLineAsync($"UserActivityTracking__Credential__ApiKey={key.Reveal()}");
    }

    private static void Require(RegisterOutcome outcome, string name)
    {
        var fault = outcome switch
        {
            RegisterOutcome.Done => null,
            RegisterOutcome.UnknownInstance => $"There is no instance {name}.",
            RegisterOutcome.UnknownKey => $"There is no key {name}. A key's id is the 8 characters after bst1_.",
            RegisterOutcome.Retired => $"The instance {name} is retired.",
            RegisterOutcome.RevokedBefore => $"The key {name} was revoked before.",
            _ => $"The instance {name} has two live keys already. Revoke one first: instances list names them.",
        };
        if (fault is not null)
        {
            throw new BadArgumentsException($"{fault} Nothing was changed.");
        }
    }
}
