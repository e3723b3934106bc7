using System.Text.Json;

namespace CentralEndpoint.Storage;

/// <summary>Gives the columns their names.</summary>
internal static class ColumnNames
{
    public static string Of(string property) =>
        property switch
        {
            // Whose row it is, rather than what identifies it.
            nameof(ProfileRow.InstanceId) => "instance",
            nameof(ProfileRow.ActivityId) => "activity",
            _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(property),
        };
}
