using Microsoft.AspNetCore.Authorization;

namespace CentralEndpoint.Access;

/// <summary>Says of a route who may call it. A route that says nothing is closed to everybody.</summary>
internal static class StaffRouting
{
    /// <summary>Opens a route to whoever has the right.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder route, Right right)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(PolicyOf(right)).WithMetadata(right);

    /// <summary>Opens a route to whoever is signed in.</summary>
    public static TBuilder AllowStaff<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.RequireAuthorization(StaffPolicy);

    /// <summary>Opens a route to the whole world.</summary>
    public static TBuilder AllowAnybody<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.AllowAnonymous();

    /// <summary>Gives whoever is signed in, on a route that only the staff may call.</summary>
    public static StaffMember Staff(this HttpContext context) =>
        StaffMember.Of(context.User)
        ?? throw new InvalidOperationException("The route is open to people who are not signed in.");

    /// <summary>Makes a policy for each right; what has none is denied.</summary>
    public static void AddRights(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder();
        builder.SetFallbackPolicy(Policy(static _ => false));
        builder.AddPolicy(StaffPolicy, Policy(static _ => true));
        foreach (var right in Enum.GetValues<Right>())
        {
            builder.AddPolicy(PolicyOf(right), Policy(member => member.May(right)));
        }
    }

    private const string StaffPolicy = "staff";

    private static string PolicyOf(Right right) => $"right {right}";

    private static AuthorizationPolicy Policy(Func<StaffMember, bool> may) =>
        new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => StaffMember.Of(context.User) is { } member && may(member))
            .Build();
}
