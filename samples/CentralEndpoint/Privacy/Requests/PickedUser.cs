using CentralEndpoint.Access;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>A user of an instance whom an officer picked for a request, and the officer who does something about it now.</summary>
internal sealed record PickedUser(StaffMember Officer, long Request, string Instance, string Subject);
