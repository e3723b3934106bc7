using System.Globalization;
using CentralEndpoint.Projection;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Commands;

/// <summary>Carries out the commands about the times of activity that are kept beside the activities.</summary>
internal sealed class ProjectionCommands(CommandContext context)
{
    /// <returns>Whether nothing is wrong.</returns>
    public async Task<bool> VerifyAsync()
    {
        var wrong = 0;
        foreach (var instance in await InstancesAsync())
        {
            var found = await context.Store.WriteAsync(instance, db => IntervalStore.CountWrongAsync(db, instance));
            wrong += found;
            await context.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{instance} {(found == 0 ? "right" : $"{found} users wrong")}"
                )
            );
        }

        if (wrong > 0)
        {
            await context.Error.WriteLineAsync("projection rebuild makes them right.");
        }

        return wrong == 0;
    }

    public async Task RebuildAsync()
    {
        foreach (var instance in await InstancesAsync())
        {
            var count = await context.Store.WriteAsync(instance, db => IntervalStore.RebuildAsync(db, instance));
            await context.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{instance} {count} times of activity")
            );
        }
    }

    private async Task<List<string>> InstancesAsync()
    {
        await using var db = context.Store.CreateContext();
        var ids = await db.Instances.Select(row => row.Id).ToListAsync();
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
