namespace CentralEndpoint.Instances;

/// <summary>The words for <see cref="InstanceKind"/> on the command line, in the database and in reports.</summary>
internal static class InstanceKinds
{
    public static string ToWord(this InstanceKind kind) =>
        kind switch
        {
            InstanceKind.Production => "production",
            InstanceKind.Test => "test",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static bool TryFromWord(string word, out InstanceKind kind)
    {
        kind = word == "test" ? InstanceKind.Test : InstanceKind.Production;
        return word is "production" or "test";
    }

    public static InstanceKind FromWord(string word) =>
        TryFromWord(word, out var kind) ? kind : throw new ArgumentOutOfRangeException(nameof(word));
}
