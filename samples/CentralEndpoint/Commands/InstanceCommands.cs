using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about instances.</summary>
internal sealed class InstanceCommands(CommandContext context)
{
    private readonly InstanceRegister _register = new(
        context.Store,
        new CredentialRegister(context.Store, TimeProvider.System),
        TimeProvider.System
    );

    public async Task AddAsync(NewInstance instance, NewCredential credential)
    {
        var (outcome, added) = await _register.AddAsync(instance, credential);
        outcome.Require(instance.Id);
        await CredentialCommands.PrintAsync(context, instance.Id, added!);
        var lines = added!.ApiKey is null
            ? "four lines to the client's administrator. They hold no secret: the private key stays with the client."
            : "three lines to the client's administrator over a safe channel. They are shown this once: the key is kept only as a hash.";
        await context.Error.WriteLineAsync(
            $"Instance {instance.Id} is added. Give the {lines} "
                + $"The key has the id {added.KeyId}{CredentialCommands.Until(added.Expires)}."
        );
        await CredentialCommands.ExplainAsync(context, added);
        await context.Error.WriteLineAsync(
            $"Later: instances key add {instance.Id}, instances key revoke {added.KeyId}, instances retire {instance.Id}."
        );
        if (!context.Settings.HasOwnCertificate)
        {
            await context.Error.WriteLineAsync(
                "The endpoint makes its own certificate at its first start. Until you configure another, the client also needs "
                    + "root.pem of the data folder, as UserActivityTracking__Tls__TrustedRoots."
            );
        }
    }

    public async Task RetireAsync(string instance)
    {
        (await _register.RetireAsync(instance)).Require(instance);
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
}
