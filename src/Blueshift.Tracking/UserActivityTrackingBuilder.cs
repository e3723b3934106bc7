using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking;

/// <summary>Is what <c>AddUserActivityTracking</c> returns; extensions of other packages hang on it.</summary>
public sealed class UserActivityTrackingBuilder
{
    internal UserActivityTrackingBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services in which tracking is registered.</summary>
    public IServiceCollection Services { get; }
}
