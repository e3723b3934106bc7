using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Puts the journal together. Of the disk it touches the folder alone; everything else waits for the first use.</summary>
internal static class JournalBufferFactory
{
    public static JournalBuffer Create(IServiceProvider provider, UserActivityTrackingOptions options, ILogger logger)
    {
        var files = provider.GetRequiredService<IFileSystem>();
        var time = provider.GetRequiredService<TimeProvider>();
        // The check at start has refused a folder that cannot be used.
        var folder = provider.GetRequiredService<ChosenFolder>().For(options.Buffer.Folder);
        var keys = JournalKeys.Choose(
            options.Buffer,
            options.Buffer.UsesDataProtection ? provider.GetService<IDataProtectionProvider>() : null,
            provider.GetService<IJournalKeyProvider>(),
            files,
            folder.Path!
        );
        var owner = new BufferOwner(options.ClientInstanceId!, options.Endpoint!.Host);
        var context = new JournalContext
        {
            Files = files,
            Keys = new JournalKeySource(keys.Provider, options.Buffer.AppendTimeout, time),
            Options = options.Buffer,
            Bounds = new JournalBounds(files, folder.Path!, options.Buffer),
            Reporter = new JournalReporter(provider.GetRequiredService<TrackingMeter>(), logger, time),
            Signal = new ClaimSignal(time),
            Time = time,
            Owner = owner,
            IsVolatile = folder.Durability == FolderDurability.Container,
            Move = string.IsNullOrEmpty(options.MoveWaiting)
                ? null
                : new MoveOrder(options.MoveWaiting, owner, provider.GetRequiredService<MoveEncoder>()),
        };
        var durability = options.Buffer.Durability == BufferDurability.ProcessCrash ? "process" : folder.DurabilityWord;
        return new JournalBuffer(
            new JournalShelf(context, folder.Path!, folder.LocksWork),
            context,
            new BufferDescription("journal", keys.Kind, durability)
        );
    }
}
