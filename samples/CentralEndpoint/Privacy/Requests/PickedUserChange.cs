using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>Changes something about a user who was picked for a request that can be worked on, and notes it, in one transaction.</summary>
internal sealed class PickedUserChange(EndpointStore store, RequestSteps steps)
{
    /// <param name="user">Whom it is about.</param>
    /// <param name="action">What is audited.</param>
    /// <param name="step">What was done, in a word or two.</param>
    /// <param name="change">Does it, in a transaction of the instance.</param>
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task RunAsync(PickedUser user, string action, string step, Func<EndpointDbContext, Task> change) =>
        store.WriteAsync(
            user.Instance,
            async db =>
            {
                await RequestGate.VerifiedAsync(store, db, user.Request);
                await RequestGate.RequirePickedAsync(db, user.Request, user.Instance, user.Subject);
                await change(db);
                await steps.AddAsync(
                    db,
                    RequestSteps.Act(user.Officer, action, user.Request, count: 1),
                    step,
                    RequestSteps.UserOf(user.Instance)
                );
                return true;
            }
        );
}
