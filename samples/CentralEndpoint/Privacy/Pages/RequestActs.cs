using System.Globalization;
using CentralEndpoint.Privacy.Corrections;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Pages;

/// <summary>The acts about a request that end where they began: on its page.</summary>
internal static class RequestActs
{
    private static readonly Dictionary<string, Func<RequestForm, Task>> s_acts = new(StringComparer.Ordinal)
    {
        ["verify"] = static form =>
            form.Of<RequestRegister>().VerifyAsync(form.Officer, form.Number, form["method"], form["result"]),
        ["extend"] = static form =>
            form.Of<RequestRegister>().ExtendAsync(form.Officer, form.Number, Months(form), form["reason"]),
        ["withdraw"] = static form => form.Of<RequestRegister>().WithdrawAsync(form.Officer, form.Number),
        ["refuse"] = static form => form.Of<RequestRegister>().RefuseAsync(form.Officer, form.Number, form["reason"]),
        ["close"] = static form => form.Of<RequestRegister>().CloseAsync(form.Officer, form.Number),
        ["pick"] = static form =>
            form.Of<RequestPeople>().PickAsync(form.Officer, form.Number, form.Instance, form.Subject),
        ["drop"] = static form =>
            form.Of<RequestPeople>().DropAsync(form.Officer, form.Number, form.Instance, form.Subject),
        ["correct"] = static form =>
            form.Of<PersonCorrection>()
                .CorrectAsync(form.Officer, form.Number, form.Instance, form.Subject, Corrected(form)),
        ["end-correction"] = static form =>
            form.Of<PersonCorrection>().EndAsync(form.Officer, form.Number, form.Instance, form.Subject),
        ["restrict"] = static form =>
            form.Of<PersonRestriction>().BeginAsync(form.Officer, form.Number, form.Instance, form.Subject),
        ["end-restriction"] = static form =>
            form.Of<PersonRestriction>().EndAsync(form.Officer, form.Number, form.Instance, form.Subject),
        ["lift"] = static form =>
            form.Of<SuppressionLift>().LiftAsync(form.Officer, form.Number, form.Instance, form["user"]),
        ["ask-erasure"] = static form => form.Of<ErasureRequests>().AskAsync(form.Officer, form.Number),
        ["approve-erasure"] = static form => form.Of<ErasureRequests>().ApproveAsync(form.Officer, form.Number),
        ["cancel-erasure"] = static form => form.Of<ErasureRequests>().CancelAsync(form.Officer, form.Number),
    };

    /// <returns>Whether there is such an act.</returns>
    /// <exception cref="RequestRefusedException">It cannot be done.</exception>
    public static async Task<bool> TryRunAsync(string act, RequestForm form)
    {
        if (!s_acts.TryGetValue(act, out var run))
        {
            return false;
        }

        await run(form);
        return true;
    }

    private static int Months(RequestForm form) =>
        int.TryParse(form["months"], NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : 0;

    private static Profile Corrected(RequestForm form) => new(form["firstName"], form["lastName"], form["email"]);
}
