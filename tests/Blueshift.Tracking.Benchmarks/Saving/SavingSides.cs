using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Benchmarks.Saving;

/// <summary>Are the three hosts that are compared, on one kind of database.</summary>
/// <param name="Plain">Saves users alone.</param>
/// <param name="ByHand">Adds a row of the outbox's shape itself.</param>
/// <param name="Captured">Has the library capture its users.</param>
internal sealed record SavingSides(SavingSide Plain, SavingSide ByHand, SavingSide Captured) : IAsyncDisposable
{
    /// <summary>Makes them.</summary>
    /// <param name="use">Gives a database by its name.</param>
    public static async Task<SavingSides> MakeAsync(Func<string, Action<DbContextOptionsBuilder>> use) =>
        new(
            await SavingSide.MakeAsync<SavingContext.Plain>(use("plain")),
            await SavingSide.MakeAsync<SavingContext.ByHand>(use("by_hand")),
            await SavingSide.MakeAsync<SavingContext.Captured>(use("captured"), Track)
        );

    public async ValueTask DisposeAsync()
    {
        await Plain.DisposeAsync();
        await ByHand.DisposeAsync();
        await Captured.DisposeAsync();
    }

    private static void Track(IServiceCollection services) =>
        services
            .AddUserActivityTracking(static options =>
            {
                TrackingSetup.For("")(options);
                options.Buffer.Folder = null;
            })
            .CaptureEntities<SavingContext.Captured>(static capture =>
                capture.Track<SavedUser>(static user =>
                    user.Email(static one => one.Email)
                        .FirstName(static one => one.FirstName)
                        .LastName(static one => one.LastName)
                        .ActiveWhen(static one => one.IsActive)
                )
            );
}
