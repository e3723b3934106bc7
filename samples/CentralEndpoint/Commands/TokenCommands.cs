using System.Globalization;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about the read tokens of the staff.</summary>
internal static class TokenCommands
{
    public static async Task ListAsync(CommandContext context)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var row in await Tokens(context).ListAsync(account: null))
        {
            var token = ReadTokenView.Of(row, now);
            await context.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{token.Id}  {row.Account}  {Day(token.Created)}  {(token.LastUsed is { } used ? Day(used) : "never")}  {Day(token.Expires)}  {token.State}"
                )
            );
        }
    }

    public static async Task RevokeAsync(CommandContext context, string id)
    {
        var act = new AuditedAct(AuditedAct.Command, "", AuditActions.TokenRevoked, $"token {id}");
        if (!await Tokens(context).RevokeAsync(id, account: null, act))
        {
            throw new BadArgumentsException($"There is no live token {id}. Nothing was changed.");
        }

        await context.Error.WriteLineAsync($"The token {id} is refused from now on.");
    }

    private static ReadTokens Tokens(CommandContext context) =>
        new(
            context.Store,
            new AuditTrail(context.Store, new AuditChain(context.Store.Key), TimeProvider.System),
            TimeProvider.System
        );

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
