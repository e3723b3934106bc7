namespace Demo.Driving;

/// <summary>Is what the endpoint holds of one client instance.</summary>
/// <param name="Instance">The client instance id.</param>
/// <param name="Active">How many users are active; absent where it would be zero of an instance that is not heard from.</param>
/// <param name="Activities">How many activities are stored.</param>
/// <param name="Resent">How many it was sent again and answered as duplicates.</param>
internal sealed record EndpointInstance(string Instance, long? Active, long Activities, long Resent);
