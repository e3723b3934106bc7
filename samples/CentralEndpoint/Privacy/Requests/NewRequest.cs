using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>A request as an officer enters it.</summary>
/// <param name="Kind">One of <see cref="RequestWords.Kinds"/>.</param>
/// <param name="Channel">One of <see cref="RequestWords.Channels"/>.</param>
/// <param name="Received">The day on which it came.</param>
/// <param name="Content">Who asked for what.</param>
internal sealed record NewRequest(string Kind, string Channel, DateOnly Received, RequestContent Content);
