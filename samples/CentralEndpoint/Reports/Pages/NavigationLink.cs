using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.People;
using CentralEndpoint.Privacy.Pages;

namespace CentralEndpoint.Reports.Pages;

/// <summary>A page that is found from every other, for whoever may open it.</summary>
internal sealed record NavigationLink(string Address, string Name, Right Right)
{
    private static readonly NavigationLink[] s_all =
    [
        new("/", "Overview", Right.Figures),
        new("/clients", "Clients", Right.Figures),
        new("/seats", "Seats", Right.Figures),
        new("/cohorts", "Cohorts", Right.Figures),
        new("/quality", "Quality", Right.Figures),
        new("/fleet", "Fleet", Right.States),
        new("/active-users", "Active users", Right.Figures),
        new(PeopleRoutes.People, "Names", Right.Names),
        new(RequestRoutes.Requests, "Requests", Right.RequestList),
        new(AuditRoutes.Audit, "Audit", Right.OwnAudit),
        new(TokenRoutes.Tokens, "Read tokens", Right.Tokens),
    ];

    public static IEnumerable<NavigationLink> Of(StaffMember? member) =>
        s_all.Where(link => member is not null && member.May(link.Right));
}
