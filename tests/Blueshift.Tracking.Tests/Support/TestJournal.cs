using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Puts journals together over a given disk, as one process after another would.</summary>
internal sealed class TestJournal(IFileSystem files, string root, TimeProvider time)
{
    // Without a factory each meter lives as long as the process: a million journals must not have one each.
    private static readonly TrackingMeter NobodysMeter = new(factory: null);

    public UserActivityTrackingOptions Options { get; init; } = Some.Options();

    public TrackingMeter Meter { get; init; } = NobodysMeter;

    public FakeLogger Log { get; } = new();

    public IJournalKeyProvider? Keys { get; init; }

    public bool LocksWork { get; init; } = true;

    /// <summary>Gets the folder of the instance's journals.</summary>
    public string Parent => InstanceFolder.PathOf(root, Options.ClientInstanceId!);

    /// <summary>Starts a process: its buffer is not open before its first use.</summary>
    public JournalBuffer Start()
    {
        var keys = Keys ?? new FileJournalKeyProvider(files, root);
        var owner = new BufferOwner(Options.ClientInstanceId!, Options.Endpoint!.Host);
        var moved = MovedActivity.With(new ActivityEncoder(Options, time));
        var context = new JournalContext
        {
            Files = files,
            Keys = new JournalKeySource(keys, Options.Buffer.AppendTimeout, time),
            Options = Options.Buffer,
            Bounds = new JournalBounds(files, root, Options.Buffer),
            Reporter = new JournalReporter(Meter, Log, time),
            Signal = new ClaimSignal(time),
            Time = time,
            Owner = owner,
            Move = Options.MoveWaiting is { } old ? new MoveOrder(old, owner, moved) : null,
        };
        return new JournalBuffer(new JournalShelf(context, root, LocksWork), context, Some.EmptyBuffer.Description);
    }

    /// <summary>Lists the files of all journals of the instance below a folder of theirs.</summary>
    public IReadOnlyList<string> Segments(JournalStream stream = JournalStream.Log) =>
        JournalFolder
            .List(files, Parent)
            .Select(id => new JournalFolder(Parent, id).Segments(stream))
            .SelectMany(folder => files.List(folder).Select(entry => Path.Join(folder, entry.Name)))
            .ToList();
}
