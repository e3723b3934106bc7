using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the callers without a place in a frame, in the order in which they came. Not safe for several threads; its queue locks.</summary>
internal sealed class PendingAppends
{
    // What callers that do not wait may pile up in memory while the disk is slow.
    private const long MaxBytes = 32L * 1024 * 1024;

    private readonly List<AppendRequest> _requests = [];
    private long _bytes;

    public int Count => _requests.Count;

    /// <summary>Gets whether whoever comes now is refused.</summary>
    public bool AreTooMany => _bytes > MaxBytes;

    public void Add(AppendRequest request, EncodedActivities activities)
    {
        _requests.Add(request);
        _bytes += activities.Records.Length;
    }

    public void Remove(AppendRequest request)
    {
        _requests.Remove(request);
        _bytes -= request.Activities!.Records.Length;
    }

    /// <summary>Gives as many a place as the commit takes.</summary>
    public void Take(Commit commit, List<AppendRequest> taken)
    {
        var count = 0;
        while (count < _requests.Count && commit.TryAdd(_requests[count].Activities!))
        {
            _requests[count].State = AppendState.Taken;
            _bytes -= _requests[count].Activities!.Records.Length;
            count++;
        }
        taken.AddRange(CollectionsMarshal.AsSpan(_requests)[..count]);
        _requests.RemoveRange(0, count);
    }

    /// <summary>Hands out all.</summary>
    public void MoveTo(List<AppendRequest> requests)
    {
        requests.AddRange(_requests);
        _requests.Clear();
        _bytes = 0;
    }
}
