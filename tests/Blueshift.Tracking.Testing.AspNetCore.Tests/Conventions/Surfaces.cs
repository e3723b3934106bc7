using System.Reflection;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what the conventions on surfaces are asked of here.</summary>
internal static class Surfaces
{
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(FakeCentralEndpoint).Assembly];

    public static IReadOnlyList<Type> Personal { get; } = [typeof(ReceivedActivity), typeof(ReceivedRequest)];

    /// <summary>Gets the classes that are there to be derived from.</summary>
    public static IReadOnlyList<Type> Bases { get; } = [];
}
