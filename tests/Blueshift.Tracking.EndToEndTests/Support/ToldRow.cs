namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is an activity as the endpoint holds it.</summary>
/// <param name="Instance">Whose it is.</param>
/// <param name="Subject">Of whom.</param>
/// <param name="Added">Whether it is an addition.</param>
/// <param name="Date">When it happened.</param>
/// <param name="Received">When it came.</param>
/// <param name="All">All of it in one line, to be compared.</param>
internal sealed record ToldRow(
    string Instance,
    string Subject,
    bool Added,
    DateTimeOffset Date,
    DateTimeOffset Received,
    string All
);
