using System.Globalization;
using CentralEndpoint.Backups;

namespace CentralEndpoint.Commands;

/// <summary>Carries out <c>backup</c> and <c>restore</c>.</summary>
internal static class BackupCommands
{
    public static async Task BackUpAsync(CommandContext context, string file)
    {
        var path = Path.GetFullPath(file);
        var content = await BackupFile.WriteAsync(context.Store, path);
        await context.Output.WriteLineAsync(Told(path, content));
        await context.Error.WriteLineAsync(
            "People in it are sealed. Keep the master key apart from it: without the key nobody reads it, and nothing restores it."
        );
    }

    public static async Task RestoreAsync(CommandContext context, string file)
    {
        var path = Path.GetFullPath(file);
        var content = await new Restoration(context.Settings, TimeProvider.System).RunAsync(path);
        await context.Output.WriteLineAsync(Told(path, content));
        if (content.Erased > 0)
        {
            await context.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{content.Erased} people were erased after it was taken, and now once more."
                )
                    + (
                        content.IsShredded
                            ? ""
                            : " Somebody reads the database: their bytes go from its files with the next erasure."
                    )
            );
        }

        await context.Error.WriteLineAsync(
            "Every instance that goes on is asked, with its next heartbeat, to tell once more who is active. What it sent since the "
                + "backup shows as its gap: /reports/instances."
        );
    }

    private static string Told(string path, BackupContent content) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {content.Instances} instances, {content.Activities} activities"
        );
}
