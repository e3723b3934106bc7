using System.Reflection;
using Blueshift.Tracking.AspNetCore.Identity;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what the conventions on surfaces are asked of here: assemblies by the name of their root, and types that hold a person's values.</summary>
internal static class Surfaces
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(IUserActivityTracker).Assembly,
        typeof(FakeUserActivityTracker).Assembly,
        typeof(OutboxScript).Assembly,
        typeof(EntityCaptureBuilder).Assembly,
        typeof(UserActivityTrackingBuilderIdentityExtensions).Assembly,
    ];

    /// <summary>Gets the classes that are there to be derived from.</summary>
    public static IReadOnlyList<Type> Bases { get; } = [typeof(TrackingUserManager<>)];

    public static IReadOnlyList<Type> Personal { get; } = [typeof(TrackedUser), typeof(UserActivity)];
}
