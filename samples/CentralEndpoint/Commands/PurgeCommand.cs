using System.Globalization;
using CentralEndpoint.Audit;
using CentralEndpoint.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace CentralEndpoint.Commands;

/// <summary>Carries out <c>purge</c>.</summary>
internal static class PurgeCommand
{
    /// <summary>Reads the words after <c>purge</c>.</summary>
    public static Func<CommandContext, Task<int>> Read(string[] words) =>
        words switch
        {
            [] => RunAsync,
            ["--dry-run"] => CountAsync,
            _ => throw new BadArgumentsException("purge takes nothing but --dry-run."),
        };

    private static async Task<int> CountAsync(CommandContext context)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var kind in Table(context, new AuditChain(context.Store.Key)).Kinds)
        {
            await context.Output.WriteLineAsync(Told(kind, await kind.CountAsync(now), now));
        }

        await context.Error.WriteLineAsync("That is due. Nothing was deleted.");
        return CommandLine.Done;
    }

    private static async Task<int> RunAsync(CommandContext context)
    {
        var clock = TimeProvider.System;
        var chain = new AuditChain(context.Store.Key);
        var trail = new AuditTrail(context.Store, chain, clock);
        var purge = new Purge(context.Store, Table(context, chain), trail, clock, NullLogger<Purge>.Instance);
        var now = clock.GetUtcNow();
        if (await purge.RunAsync(AuditedAct.Command) is not { } done)
        {
            await context.Error.WriteLineAsync("An endpoint is at it just now. Nothing was done here.");
            return CommandLine.Wrong;
        }

        foreach (var (kind, count, fault) in done)
        {
            await context.Output.WriteLineAsync(Told(kind, count, now));
            if (fault is not null)
            {
                await context.Error.WriteLineAsync($"{kind.Word}: {fault}");
            }
        }

        return done.Any(static one => one.Fault is not null) ? CommandLine.Wrong : CommandLine.Done;
    }

    private static RetentionTable Table(CommandContext context, AuditChain chain) =>
        new(context.Store, context.Settings, chain, new AuditVerification(context.Store, chain));

    private static string Told(RetentionKind kind, long count, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Word} {count} older than {kind.Cutoff(now).UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}"
        );
}
