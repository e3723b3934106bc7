using CentralEndpoint.Access;
using CentralEndpoint.Pages;
using CentralEndpoint.Reports;
using Microsoft.AspNetCore.WebUtilities;

namespace CentralEndpoint.Audit;

/// <summary>The pages of the audit, and the same list for spreadsheets.</summary>
internal static class AuditRoutes
{
    public const string Audit = "/audit";
    public const string Entries = "/audit/entries";
    public const string Verify = "/audit/verify";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Audit, ShowAsync).Allow(Right.OwnAudit);
        routes.MapGet(Entries, ListAsync).Allow(Right.OwnAudit);
        routes.MapPost(Verify, VerifyAsync).Allow(Right.Audit);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        AuditQuery query,
        [AsParameters] AskedAudit asked
    ) =>
        new PageResult<AuditPage>(
            (nameof(AuditPage.List), await query.RunAsync(context.Staff(), asked.Read())),
            (nameof(AuditPage.Asked), asked)
        );

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        AuditQuery query,
        [AsParameters] AskedAudit asked
    ) =>
        ReportAnswer.Of(request, "audit", await query.RunAsync(request.HttpContext.Staff(), asked.Read()), AuditCsv.Of);

    private static async Task<IResult> VerifyAsync(
        HttpContext context,
        AuditTrail trail,
        AuditVerification verification
    )
    {
        await trail.RecordAsync(context.Staff().Act(AuditActions.AuditVerified, "audit"));
        var finding = await verification.RunAsync();
        return new PageResult<AuditVerifiedPage>(
            (nameof(AuditVerifiedPage.Count), finding.Count),
            (nameof(AuditVerifiedPage.First), finding.First),
            (nameof(AuditVerifiedPage.Newest), finding.Newest.ToString()),
            (
                nameof(AuditVerifiedPage.Broken),
                finding.Broken is { } broken ? $"Entry {broken.Number} {broken.Why}." : null
            )
        );
    }

    /// <summary>Gives an address that asks for the same.</summary>
    public static string AddressOf(string path, AskedAudit asked, long? before = null)
    {
        var words = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["actor"] = asked.Actor,
            ["action"] = asked.Action,
            ["target"] = asked.Target,
            ["from"] = asked.From,
            ["to"] = asked.To,
            ["before"] = before is { } number ? $"{number}" : null,
        };
        return QueryHelpers.AddQueryString(path, words.Where(static word => !string.IsNullOrEmpty(word.Value)));
    }
}
