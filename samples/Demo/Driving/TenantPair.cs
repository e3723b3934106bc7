using System.Diagnostics;

namespace Demo.Driving;

/// <summary>Uses both client instances at once, and adds up what they count.</summary>
internal sealed class TenantPair(Uri acme, IReadOnlyList<Uri> globex) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public TenantInstance Acme { get; } = new([acme]);

    public TenantInstance Globex { get; } = new(globex);

    public Task SignInAsync(string userName, string password, CancellationToken cancellationToken) =>
        Task.WhenAll(
            Acme.SignInAsync(userName, password, cancellationToken),
            Globex.SignInAsync(userName, password, cancellationToken)
        );

    /// <summary>Enters new users at each of them, one after the other.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many at each.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>How long the slowest page took.</returns>
    public async Task<TimeSpan> CreateUsersAsync(int first, int count, CancellationToken cancellationToken)
    {
        var times = await Task.WhenAll(CreateAsync(Acme), CreateAsync(Globex));
        return times.Max();

        async Task<TimeSpan> CreateAsync(TenantInstance tenant)
        {
            var slowest = TimeSpan.Zero;
            for (var number = first; number < first + count; number++)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await tenant.CreateUserAsync(DemoUser.Number(number), cancellationToken))
                {
                    throw new DemoFaultException("The application refused a new user.");
                }
                var took = Stopwatch.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;
            }
            return slowest;
        }
    }

    public async Task<TrackingCounts> CountAsync(CancellationToken cancellationToken) =>
        await Acme.CountAsync(cancellationToken) + await Globex.CountAsync(cancellationToken);

    /// <summary>Waits until so many wait. What one node recorded, another counts within 15 seconds.</summary>
    public async Task<TrackingCounts> WaitUntilSoManyWaitAsync(long waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            var counts = await CountAsync(cancellationToken);
            if (counts.Waiting == waiting)
            {
                return counts;
            }
            await Task.Delay(Poll, cancellationToken);
        }
    }

    public void Dispose()
    {
        Acme.Dispose();
        Globex.Dispose();
    }
}
