using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking;

/// <summary>Registers user activity tracking.</summary>
public static class UserActivityTrackingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IUserActivityTracker"/>.</summary>
    public static UserActivityTrackingBuilder AddUserActivityTracking(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new UserActivityTrackingBuilder(services);
    }

    /// <summary>Adds <see cref="IUserActivityTracker"/>.</summary>
    public static UserActivityTrackingBuilder AddUserActivityTracking(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddUserActivityTracking();
    }

    /// <summary>Adds <see cref="IUserActivityTracker"/>.</summary>
    public static UserActivityTrackingBuilder AddUserActivityTracking(
        this IServiceCollection services,
        Action<UserActivityTrackingOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddUserActivityTracking();
    }
}
