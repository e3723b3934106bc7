using Blueshift.Tracking;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;

namespace TenantApp.Pages.Operations;

/// <summary>
/// Shows an administrator how user activity tracking is doing, and lets them decide about what the endpoint will never take. It
/// shows numbers, ids and words of closed lists: whose activity it is stays sealed.
/// </summary>
[Authorize(Permissions.OperateTracking)]
public sealed class Index(IUserActivityBacklog backlog) : PageModel
{
    /// <summary>Is how many dead letters a page shows, the oldest first.</summary>
    public const int MaxShown = 100;

    // Said in the address after a form, so that a page that is loaded again does not send it again.
    private static readonly Dictionary<string, string> Outcomes = new(StringComparer.Ordinal)
    {
        ["sent"] = "It is sent again. If the endpoint still will not take it, it comes back here.",
        ["deleted"] = "It is given up for good, and counted as deleted.",
        ["gone"] = "It was no longer there. Somebody else may have decided already.",
    };

    public BacklogStatus Backlog { get; private set; } = null!;

    public IReadOnlyList<DeadLetter> DeadLetters { get; private set; } = [];

    /// <summary>Gets what came of the form before, if there was one.</summary>
    public string? Outcome { get; private set; }

    public async Task OnGetAsync(string? outcome, CancellationToken cancellationToken)
    {
        Outcome = outcome is null ? null : Outcomes.GetValueOrDefault(outcome);
        Backlog = backlog.GetStatus();
        var all = await backlog.ListDeadLettersAsync(cancellationToken);
        DeadLetters = [.. all.OrderBy(letter => letter.RecordedAt).Take(MaxShown)];
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancellationToken) =>
        Back(await backlog.RetryDeadLetterAsync(id, cancellationToken) ? "sent" : "gone");

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken) =>
        Back(await backlog.DeleteDeadLetterAsync(id, cancellationToken) ? "deleted" : "gone");

    /// <summary>Says in words what the wire contract's word for a reason means.</summary>
    public static string Meaning(string reason) =>
        reason switch
        {
            "date-out-of-range" => "Its date is before 2000, or more than 24 hours ahead of the endpoint's clock.",
            "id-conflict" => "The endpoint has another activity under this id.",
            "invalid-field" or "missing-field" or "unknown-field" => "The endpoint does not take it in this form.",
            "too-large" => "It is larger than the endpoint takes.",
            "batch-refused" => "A request with it alone was refused as a whole.",
            _ => "The endpoint will not take it.",
        };

    private RedirectResult Back(string outcome) => Redirect($"/operations?outcome={outcome}");
}
