using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.People;
using CentralEndpoint.Privacy.Pages;
using CentralEndpoint.PublicPages;

namespace CentralEndpoint.Pages;

/// <summary>A page that is found from every other, for whoever may open it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Name">What it is called there and in its heading.</param>
/// <param name="Right">What opens it; absent where it is for whoever is not signed in.</param>
internal sealed record NavigationLink(string Address, string Name, Right? Right = null)
{
    private static readonly NavigationLink[] s_forAnybody =
    [
        new(PublicRoutes.Policy, "What is held about whom"),
        new(ContactRoutes.Contact, "Contact"),
        new(SignInRoutes.SignIn, "Sign in"),
    ];

    private static readonly NavigationLink[] s_all =
    [
        new("/", "Overview", Access.Right.Figures),
        new("/clients", "Clients", Access.Right.Figures),
        new("/seats", "Seats", Access.Right.Figures),
        new("/cohorts", "Cohorts", Access.Right.Figures),
        new("/quality", "Quality", Access.Right.Figures),
        new("/fleet", "Fleet", Access.Right.States),
        new("/active-users", "Active users", Access.Right.Figures),
        new(PeopleRoutes.People, "Names", Access.Right.Names),
        new(RequestRoutes.Requests, "Requests", Access.Right.RequestList),
        new(AuditRoutes.Audit, "Audit", Access.Right.OwnAudit),
        new(TokenRoutes.Tokens, "Read tokens", Access.Right.Tokens),
    ];

    public static IEnumerable<NavigationLink> Of(StaffMember? member) =>
        member is null ? s_forAnybody : s_all.Where(link => member.May(link.Right!.Value));
}
