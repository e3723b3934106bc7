using CentralEndpoint.Access;
using CentralEndpoint.Pages;
using CentralEndpoint.Retention;
using CentralEndpoint.Storage;

namespace CentralEndpoint.PublicPages;

/// <summary>The pages for the whole world.</summary>
internal static class PublicRoutes
{
    public const string Policy = "/policy";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Policy, ShowPolicy).AllowAnybody();
        routes
            .MapGet(ContactRoutes.Contact, static (ContactRoutes contact, string? kind) => contact.Show(kind))
            .AllowAnybody();
        routes
            .MapPost(
                ContactRoutes.Contact,
                static (ContactRoutes contact, HttpContext context) => contact.PostAsync(context)
            )
            .AllowAnybody();
        routes
            .MapGet(ContactRoutes.Sent, static (ContactRoutes contact, string? number) => contact.ShowSent(number))
            .AllowAnybody();
    }

    public static void AddPublicPages(this IServiceCollection services, EndpointStore store)
    {
        services.AddSingleton<ContactRegister>();
        services.AddSingleton(provider => new ContactTokens(store.Key, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ContactLimits>();
        services.AddSingleton<ContactRoutes>();
    }

    private static PageResult<PolicyPage> ShowPolicy(
        RetentionTable retention,
        CentralEndpointSettings settings,
        TimeProvider clock
    ) =>
        new(
            (
                nameof(PolicyPage.View),
                new PolicyView(
                    [.. retention.Kinds.Select(static kind => (kind.What, kind.HowLong))],
                    retention.NextRun(clock.GetUtcNow()),
                    settings.PrivacyContact,
                    settings.PolicyAddress
                )
            )
        );
}
