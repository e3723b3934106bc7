using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Says how much the next batch may carry: as much as the options and the endpoint's own limits allow; after the refusal of a
/// whole batch half of what is suspect, until the bad activity stands alone. Used by the loop alone.
/// </summary>
internal sealed class BatchSizePolicy(UserActivityTrackingOptions options)
{
    /// <summary>Is after how many activities refused alone, one after another, the fault is taken to be everybody's.</summary>
    public const int MaxRefusedAlone = 10;

    // With its common part. Without it, a small limit of bytes would go to common parts that a batch never has.
    private const int TypicalBytes = 512;

    private int _countLimit = options.Delivery.MaxBatchCount;
    private int _bytesLimit = options.Delivery.MaxBatchBytes;

    // How many at the head of the buffer are known to hold a bad one.
    private int _suspects;
    private int _refusedAlone;

    /// <summary>Gets whether a bad one is searched for: one batch at a time, or nobody knows which was refused for what.</summary>
    public bool IsSearching => _suspects > 0;

    public int MaxCount
    {
        get
        {
            var fits = Math.Clamp(_bytesLimit / TypicalBytes, 1, _countLimit);
            return _suspects == 0 ? fits : Math.Clamp(_suspects / 2, 1, fits);
        }
    }

    /// <summary>Gets the most stored bytes of a batch: what is left when each activity has its common part.</summary>
    public int MaxStoredBytes => Math.Max(1, _bytesLimit - 2 - (MaxCount * BatchContent.MaxOverhead));

    /// <summary>Notes that the endpoint answered each activity of a batch.</summary>
    /// <param name="count">How many it had.</param>
    /// <param name="isSearch">Whether it was sent to find the bad one: others were not among the suspects.</param>
    public void Accepted(int count, bool isSearch)
    {
        _suspects = isSearch ? Math.Max(0, _suspects - count) : _suspects;
        _refusedAlone = 0;
    }

    /// <summary>Notes that the endpoint refused a batch as a whole.</summary>
    /// <returns><see langword="true"/> when its one activity is at fault and is to be given up; otherwise it is to be sent again.</returns>
    public bool Refused(int count, DeliveryAnswer answer)
    {
        if (answer.IsTooLarge)
        {
            _bytesLimit = Math.Min(_bytesLimit, answer.MaxBytes ?? _bytesLimit);
            var learned = answer.MaxCount ?? (answer.MaxBytes is null ? count / 2 : _countLimit);
            _countLimit = Math.Clamp(learned, 1, _countLimit);
        }
        if (count > 1)
        {
            _suspects = count;
            return false;
        }
        _suspects = 0;
        _refusedAlone++;
        return _refusedAlone < MaxRefusedAlone;
    }
}
