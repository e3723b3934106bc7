using System.Globalization;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>Notes what was done about a request, in the audit chain and among its steps, both in the transaction of what is done.</summary>
internal sealed class RequestSteps(AuditTrail audit, TimeProvider clock)
{
    /// <summary>Notes a step. It takes the audit's lock, which orders all that is done about requests: no other lock may be taken after it.</summary>
    /// <param name="db">Is in a transaction.</param>
    /// <param name="act">Who did what; its request is the one that the step belongs to.</param>
    /// <param name="step">What was done, in a word or two.</param>
    /// <param name="detail">What goes with it. It names nobody whom the request is about.</param>
    public async Task AddAsync(EndpointDbContext db, AuditedAct act, string step, string detail = "")
    {
        await audit.AppendAsync(db, act);
        var request = act.Request!.Value;
        var last = await db.RequestSteps.Where(row => row.Request == request).MaxAsync(row => (int?)row.Number) ?? 0;
        var added = new RequestStepRow
        {
            Request = request,
            Number = last + 1,
            Time = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = act.Actor,
            Step = step,
            Detail = detail,
        };
        db.Add(added);
        await db.SaveChangesAsync();
        db.Entry(added).State = EntityState.Detached;
    }

    /// <summary>Gives what an officer did about a request, to be audited.</summary>
    public static AuditedAct Act(StaffMember officer, string action, long request, long count = 0) =>
        officer.Act(action, Target(request)) with
        {
            Count = count,
            Request = request,
        };

    /// <summary>Gives what a step says of the user whom it is about.</summary>
    public static string UserOf(string instance) => $"a user of {instance}";

    /// <summary>Gives the target of an act about a request.</summary>
    public static string Target(long request) => string.Create(CultureInfo.InvariantCulture, $"request {request}");
}
