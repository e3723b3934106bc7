using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Says how much the next batch may carry: as much as the options and the endpoint's own limits allow, half as much after
/// each refusal of a whole batch, twice as much after each success, so that one bad activity is found and alone given up.
/// Used by the loop alone.
/// </summary>
internal sealed class BatchSizePolicy(UserActivityTrackingOptions options)
{
    /// <summary>Is after how many activities refused alone, one after another, the fault is taken to be everybody's.</summary>
    public const int MaxRefusedAlone = 10;

    // With its common part. Without it, a small limit of bytes would go to common parts that a batch never has.
    private const int TypicalBytes = 512;

    private int _countLimit = options.Delivery.MaxBatchCount;
    private int _bytesLimit = options.Delivery.MaxBatchBytes;
    private int _count = options.Delivery.MaxBatchCount;
    private int _refusedAlone;

    public int MaxCount => Math.Clamp(_bytesLimit / TypicalBytes, 1, _count);

    /// <summary>Gets the most stored bytes of a batch: what is left when each activity has its common part.</summary>
    public int MaxStoredBytes => Math.Max(1, _bytesLimit - 2 - (MaxCount * BatchContent.MaxOverhead));

    /// <summary>Notes that the endpoint answered each activity.</summary>
    public void Accepted()
    {
        _count = Math.Min(_countLimit, _count * 2);
        _refusedAlone = 0;
    }

    /// <summary>Notes that the endpoint refused a batch as a whole.</summary>
    /// <returns><see langword="true"/> when its one activity is at fault and is to be given up; otherwise it is to be sent again.</returns>
    public bool Refused(int count, DeliveryAnswer answer)
    {
        _countLimit = Math.Min(_countLimit, answer.MaxCount ?? _countLimit);
        _bytesLimit = Math.Min(_bytesLimit, answer.MaxBytes ?? _bytesLimit);
        _count = Math.Clamp(count / 2, 1, _countLimit);
        if (count > 1)
        {
            return false;
        }
        _refusedAlone++;
        return _refusedAlone < MaxRefusedAlone;
    }
}
