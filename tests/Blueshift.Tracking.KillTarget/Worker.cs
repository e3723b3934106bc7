namespace Blueshift.Tracking.KillTarget;

/// <summary>Captures one call after another and says of each activity that it is recorded, before the next call.</summary>
internal sealed class Worker(IUserActivityTracker tracker, int life, int number)
{
    /// <summary>Is how many workers a process has.</summary>
    public const int Count = 4;

    private const int BulkSize = 50;

    /// <summary>Says how many activities one call of a worker has: the last worker makes bulk calls.</summary>
    public static int CallSize(int worker) => worker == Count - 1 ? BulkSize : 1;

    public async Task RunAsync(int activities)
    {
        var size = CallSize(number);
        for (var first = 0; first < activities; first += size)
        {
            var call = Enumerable.Range(first, Math.Min(size, activities - first)).Select(Activity).ToList();
            var results =
                call.Count == 1
                    ? [await tracker.TrackAsync(call[0], CancellationToken.None)]
                    : await tracker.TrackAsync(call, CancellationToken.None);
            foreach (var result in results)
            {
                Console.WriteLine(
                    result.IsRecorded ? $"recorded: {result.ActivityId}" : $"refused: {result.RefusalReason}"
                );
            }
        }
    }

    private UserActivity Activity(int index)
    {
        var user = new TrackedUser
        {
            Key = $"user-{life}-{number}-{index}",
            FirstName = "Amelia",
            LastName = "Nguyen",
            Email = "amelia.nguyen@customer.example",
        };
        return UserActivity.Created(user).WithId(new NumberedId(life, number, index).ToGuid());
    }
}
