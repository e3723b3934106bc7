using System.Globalization;
using CentralEndpoint.Projection;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about what is kept beside the activities: the times of activity, and how many are stored.</summary>
internal sealed class ProjectionCommands(CommandContext context)
{
    /// <returns>Whether nothing is wrong.</returns>
    public async Task<bool> VerifyAsync()
    {
        var isRight = true;
        foreach (var instance in await InstancesAsync())
        {
            var (users, areCountsRight) = await context.Store.WriteAsync(
                instance,
                async db =>
                    (await IntervalStore.CountWrongAsync(db, instance), await StoredCounts.AreRightAsync(db, instance))
            );
            isRight &= users == 0 && areCountsRight;
            await context.Output.WriteLineAsync($"{instance} {Told(users, areCountsRight)}");
        }

        if (!isRight)
        {
            await context.Error.WriteLineAsync("projection rebuild makes them right.");
        }

        return isRight;
    }

    public async Task RebuildAsync()
    {
        foreach (var instance in await InstancesAsync())
        {
            var count = await context.Store.WriteAsync(
                instance,
                async db =>
                {
                    await StoredCounts.RebuildAsync(db, instance);
                    return await IntervalStore.RebuildAsync(db, instance);
                }
            );
            await context.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{instance} {count} times of activity")
            );
        }
    }

    private static string Told(int users, bool areCountsRight) =>
        (users, areCountsRight) switch
        {
            (0, true) => "right",
            (0, false) => "counts wrong",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{users} users wrong{(areCountsRight ? "" : ", counts wrong")}"
            ),
        };

    private async Task<List<string>> InstancesAsync()
    {
        await using var db = context.Store.CreateContext();
        var ids = await db.Instances.Select(row => row.Id).ToListAsync();
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
