using CentralEndpoint.Instances;

namespace CentralEndpoint.Commands;

/// <summary>Says in words why a register changed nothing.</summary>
internal static class RegisterOutcomes
{
    /// <param name="outcome">What came of a change.</param>
    /// <param name="name">The instance, or the id of the key, that the command named.</param>
    /// <exception cref="BadArgumentsException">The outcome is anything but done.</exception>
    public static void Require(this RegisterOutcome outcome, string name)
    {
        var fault = outcome switch
        {
            RegisterOutcome.Done => null,
            RegisterOutcome.KnownInstance => $"The instance {name} exists already.",
            RegisterOutcome.KnownPublicKey =>
                "This public key was added before, here or to another instance. Each credential needs a key pair of its own.",
            RegisterOutcome.UnknownInstance => $"There is no instance {name}.",
            RegisterOutcome.UnknownKey =>
                $"There is no key {name}. A key's id is the 8 characters after bst1_, or the client's Jwt:KeyId.",
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
