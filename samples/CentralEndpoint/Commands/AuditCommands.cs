using System.Globalization;
using CentralEndpoint.Audit;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about the audit chain.</summary>
internal static class AuditCommands
{
    private const string Newest = "newest";

    /// <summary>Reads the words after <c>audit</c>.</summary>
    public static Func<CommandContext, Task<int>> Read(string[] words)
    {
        if (words is not ["verify", .. var rest])
        {
            throw new BadArgumentsException("There is one command about the audit chain: audit verify.");
        }

        var noted = CommandOptions.Read(rest, Newest).Optional(Newest) is { } text ? ReadHead(text) : null;
        return context => VerifyAsync(context, noted);
    }

    private static AuditHead ReadHead(string text) =>
        AuditHead.TryParse(text, out var head)
            ? head
            : throw new BadArgumentsException(
                $"--{Newest} must be a number, a colon and 64 hexadecimal digits, as the log has them after \"The audit chain ends with\"."
            );

    private static async Task<int> VerifyAsync(CommandContext context, AuditHead? noted)
    {
        var finding = await new AuditVerification(context.Store, new AuditChain(context.Store.Key)).RunAsync(noted);
        await context.Output.WriteLineAsync(Told(finding));
        if (finding.Broken is not null)
        {
            return CommandLine.Wrong;
        }

        if (finding.IsNotedTooOld)
        {
            throw new BadArgumentsException(
                "The noted entry was deleted by its retention, so that nothing can be compared with it. Take a newer note."
            );
        }

        return CommandLine.Done;
    }

    private static string Told(AuditFinding finding) =>
        finding.Broken is { } broken
            ? string.Create(CultureInfo.InvariantCulture, $"broken: entry {broken.Number} {broken.Why}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"whole: {finding.Count} entries, from {finding.First ?? 0}, newest {finding.Newest}"
            );
}
