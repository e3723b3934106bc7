using System.Buffers.Binary;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is a journal of one segment of 100 frames of 10 activities each, all of the same length, made once; and opens whatever became
/// of it.
/// </summary>
internal sealed class FuzzedJournal
{
    public const int Frames = 100;
    public const int PerFrame = 10;
    public const int Count = Frames * PerFrame;

    private const string Root = "/data";

    // An honest drain of this journal takes some dozens.
    private const int MostReads = 500;

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Guid, byte[]> _known = [];

    private FuzzedJournal(DiskImage image, IEnumerable<EncodedActivity> activities)
    {
        Image = image;
        SegmentPath = image.Find("/log/0000000001.seg");
        Segment = image.Files[SegmentPath];
        Offsets = FindFrames(Segment);
        foreach (var activity in activities)
        {
            _known.Add(activity.Id, activity.Bytes.ToArray());
        }
    }

    public DiskImage Image { get; }

    public string SegmentPath { get; }

    public byte[] Segment { get; }

    /// <summary>Gets where the frames begin; the last one is where they end.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>Makes one.</summary>
    /// <param name="firstNumber">The number of the first activity: another one, other activities.</param>
    /// <param name="ends">Whether the process stops in order, so that an end frame follows, or is killed.</param>
    /// <param name="from">A journal to go on with, before anything was written; <see langword="null"/> for one of its own.</param>
    public static async Task<FuzzedJournal> MakeAsync(int firstNumber, bool ends, DiskImage? from = null)
    {
        var time = new FakeTimeProvider(Now);
        var disk = from?.Load(Root, time) ?? new CrashingFileSystem(time);
        disk.CreateFolder(Root);
        var buffer = new TestJournal(disk, Root, time).Start();
        var activities = Enumerable.Range(firstNumber, Count).Select(Even).ToList();
        foreach (var frame in activities.Chunk(PerFrame))
        {
            await buffer.AppendAsync(frame, CancellationToken.None);
        }
        if (ends)
        {
            await buffer.DisposeAsync();
        }
        return new FuzzedJournal(DiskImage.Of(disk, Root), activities);
    }

    public byte[] Frame(int index) => Segment[Offsets[index]..Offsets[index + 1]];

    /// <summary>Opens and drains the journal with another content of its segment.</summary>
    public Task<FuzzOutcome> DrainAsync(byte[] segment) => DrainAsync(Image.With(SegmentPath, segment));

    /// <summary>Opens and drains a journal. Whatever is thrown, altered, unknown, doubled or out of balance fails the test.</summary>
    public async Task<FuzzOutcome> DrainAsync(DiskImage image)
    {
        var time = new FakeTimeProvider(Now.AddHours(1));
        var disk = image.Load(Root, time);
        var journal = new TestJournal(disk, Root, time);
        var delivered = new HashSet<Guid>();
        await using var buffer = journal.Start();
        await buffer.OpenAsync(CancellationToken.None);
        BufferIdentity.AssertHolds(buffer.GetState());
        while (await buffer.ClaimAsync(Count, int.MaxValue, CancellationToken.None) is { } claim)
        {
            foreach (var activity in claim.Activities)
            {
                Assert.IsTrue(
                    _known.TryGetValue(activity.Id, out var bytes),
                    "A record is delivered that was never made."
                );
                Assert.IsTrue(activity.Bytes.Span.SequenceEqual(bytes), "A record is delivered that was altered.");
                Assert.IsTrue(delivered.Add(activity.Id), "A record is delivered twice.");
            }
            await buffer.SettleAsync(
                claim,
                Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray(),
                CancellationToken.None
            );
            BufferIdentity.AssertHolds(buffer.GetState());
        }
        var state = buffer.GetState();
        Assert.IsTrue(state is { Delivered: >= 0, Waiting: >= 0, DeadLetters: >= 0, Dropped: >= 0 }, $"{state}");
        Assert.IsLessThan(MostReads, disk.Reads);
        Assert.IsEmpty(journal.Log.Collector.GetSnapshot().Where(record => record.Exception is not null));
        return new FuzzOutcome(delivered, state);
    }

    /// <summary>Says of which frames all activities were delivered.</summary>
    public static bool IsDelivered(FuzzOutcome outcome, int frame, int firstNumber = 1) =>
        Enumerable
            .Range(firstNumber + (frame * PerFrame), PerFrame)
            .All(number => outcome.Delivered.Contains(Invented.Id(number)));

    // All of one length, so that frames can change places.
    private static EncodedActivity Even(int number) =>
        new(
            Invented.Id(number),
            "user",
            new byte[16],
            UserActivityStatus.Addition,
            BitConverter.GetBytes(number * 2654435761L)
        );

    private static List<int> FindFrames(byte[] segment)
    {
        var offsets = new List<int>();
        for (var offset = SegmentHeader.Length; offset < segment.Length; )
        {
            offsets.Add(offset);
            offset += FrameHeader.Overhead + BinaryPrimitives.ReadInt32LittleEndian(segment.AsSpan(offset + 28));
        }
        offsets.Add(segment.Length);
        return offsets;
    }
}
