using Blueshift.Tracking.EntityFrameworkCore.Capturing;
using Blueshift.Tracking.EntityFrameworkCore.Modelling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore;

/// <summary>Attaches capture to contexts that a host builds by hand.</summary>
public static class UserActivityDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Attaches capture to a context whose options are built by hand. Contexts that are registered with <c>AddDbContext</c>,
    /// <c>AddDbContextFactory</c> or their pools have it by <c>CaptureEntities</c> already; doing it again changes nothing.
    /// </summary>
    /// <param name="optionsBuilder">The options.</param>
    /// <param name="services">The host's services, in which <c>CaptureEntities</c> was called. No setting is asked for before the first save.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no capture in the services.</exception>
    public static DbContextOptionsBuilder UseUserActivityTracking(
        this DbContextOptionsBuilder optionsBuilder,
        IServiceProvider services
    )
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        ArgumentNullException.ThrowIfNull(services);
        if (optionsBuilder.Options.FindExtension<TrackingExtension>() is not null)
        {
            return optionsBuilder;
        }
        var hooks =
            services.GetService<CaptureHooks>()
            ?? throw new InvalidOperationException(
                "Nothing is captured in these services. Call services.AddUserActivityTracking().CaptureEntities<…>(…) first."
            );
        var extension = new TrackingExtension(hooks, hooks.Tables);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(extension);
        return optionsBuilder.AddInterceptors(hooks.Interceptors);
    }
}
