using CentralEndpoint.Projection;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about single activities.</summary>
internal static class ActivityCommands
{
    private const int LongestReason = 200;

    public static async Task VoidAsync(CommandContext context, string instance, string activityId, string reason)
    {
        if (
            !await VoidedActivities.VoidAsync(
                context.Store,
                instance,
                activityId,
                reason,
                TimeProvider.System.GetUtcNow()
            )
        )
        {
            throw new BadArgumentsException(
                $"The instance {instance} has no activity {activityId} that counts. Nothing was changed."
            );
        }

        await context.Error.WriteLineAsync(
            $"The activity {activityId} of {instance} counts no more. It stays stored, and figures as known before now stay what they were."
        );
    }

    /// <summary>Reads the words after <c>activities void</c>.</summary>
    public static (string Instance, string ActivityId, string Reason) Read(string[] words)
    {
        if (
            words is not [var instance, var activityId, .. var rest]
            || instance.StartsWith('-')
            || activityId.StartsWith('-')
        )
        {
            throw new BadArgumentsException(
                "Name the instance and the activity: activities void <instance> <activity id> …"
            );
        }

        var reason = CommandOptions.Read(rest, "reason").Required("reason").Trim();
        return reason.Length is > 0 and <= LongestReason && !reason.Any(char.IsControl)
            ? (instance, activityId, reason)
            : throw new BadArgumentsException($"--reason must be 1 to {LongestReason} characters on one line.");
    }
}
