using System.Globalization;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>The register of requests: what came when and how, until when it is to be answered, and how it ended. It is not a ticketing tool.</summary>
internal sealed class RequestRegister(EndpointStore store, RequestEntry entry, RequestSteps steps, TimeProvider clock)
{
    private const int MostMonths = 2;

    /// <summary>Enters a request.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="RequestRefusedException">Something of it is wrong.</exception>
    public Task<long> OpenAsync(StaffMember officer, NewRequest request)
    {
        RequestInput.Check(request, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return store.WriteAllAsync(
            async (db, _) =>
            {
                await store.LockAuditAsync(db);
                return await entry.AddAsync(
                    db,
                    request,
                    officer.Account,
                    RequestSteps.Act(officer, AuditActions.RequestOpened, request: 0)
                );
            }
        );
    }

    /// <summary>Notes how the identity of whoever asks was checked, and with what result.</summary>
    /// <exception cref="RequestRefusedException">The request was closed or confirmed already, or a word is none of the lists.</exception>
    public Task VerifyAsync(StaffMember officer, long number, string method, string result)
    {
        RequestInput.Require(RequestWords.Methods.Contains(method), "There is no such way to check an identity.");
        RequestInput.Require(RequestWords.Results.Contains(result), "There is no such result of a check.");
        return ChangeAsync(
            officer,
            number,
            "identity checked",
            $"{method}: {result}",
            request =>
            {
                RequestInput.Require(request.State == RequestStates.Open, "The identity was confirmed already.");
                if (result == RequestWords.Confirmed)
                {
                    request.State = RequestStates.Verified;
                    request.Verification = method;
                    request.VerifiedBy = officer.Account;
                    request.Verified = clock.GetUtcNow().ToUnixTimeMilliseconds();
                }
            }
        );
    }

    /// <summary>Gives more time, counted from the first due day: one month or two, once.</summary>
    /// <exception cref="RequestRefusedException">It was given already, or there is no reason.</exception>
    public Task ExtendAsync(StaffMember officer, long number, int months, string reason)
    {
        var text = RequestInput.Reason(reason);
        RequestInput.Require(months is >= 1 and <= MostMonths, "The time can be extended by one month or two.");
        return ChangeAsync(
            officer,
            number,
            "time extended",
            string.Create(CultureInfo.InvariantCulture, $"by {months} months: {text}"),
            request =>
            {
                RequestInput.Require(request.ExtensionReason is null, "The time was extended already.");
                request.ExtensionReason = text;
                // From the day on which it came: a month after the 28th of February is not the end of March.
                request.Due = DateOnly.FromDayNumber((int)request.Received).AddMonths(1 + months).DayNumber;
            }
        );
    }

    /// <summary>Ends it because whoever asked does not want it any more.</summary>
    public Task WithdrawAsync(StaffMember officer, long number) =>
        EndAsync(officer, number, RequestStates.Withdrawn, "withdrawn", "");

    /// <summary>Ends it without doing what was asked. The reason is what the person is told.</summary>
    public Task RefuseAsync(StaffMember officer, long number, string reason) =>
        EndAsync(officer, number, RequestStates.Refused, "refused", RequestInput.Reason(reason));

    /// <summary>Ends it, done.</summary>
    /// <exception cref="RequestRefusedException">Nobody confirmed who asks, or an erasure is under way.</exception>
    public Task CloseAsync(StaffMember officer, long number) =>
        EndAsync(officer, number, RequestStates.Done, "closed", "");

    /// <summary>Gets whether a request can be closed as done: somebody was confirmed to be who they say, or it need not matter.</summary>
    public static bool CanBeDone(PrivacyRequestRow request) =>
        request.State == RequestStates.Verified
        || (request.State == RequestStates.Open && RequestWords.Messages.Contains(request.Kind));

    private Task<bool> EndAsync(StaffMember officer, long number, string state, string step, string detail) =>
        ChangeAsync(
            officer,
            number,
            step,
            detail,
            request =>
            {
                RequestInput.Require(
                    request.State != RequestStates.Waiting,
                    "An erasure of this request is under way. Cancel it first."
                );
                RequestInput.Require(
                    state != RequestStates.Done || CanBeDone(request),
                    "Nobody has confirmed yet that whoever asks is who they say: nothing can have been done."
                );
                request.State = state;
                request.Closed = clock.GetUtcNow().ToUnixTimeMilliseconds();
                request.ClosedBy = officer.Account;
            }
        );

    private Task<bool> ChangeAsync(
        StaffMember officer,
        long number,
        string step,
        string detail,
        Action<PrivacyRequestRow> change
    ) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var request = await RequestGate.OpenAsync(store, db, number);
                change(request);
                db.Update(request);
                await db.SaveChangesAsync();
                await steps.AddAsync(db, RequestSteps.Act(officer, AuditActions.RequestChanged, number), step, detail);
                return true;
            }
        );
}
