namespace CentralEndpoint.Access;

/// <summary>The words for the roles, and what each may do: whatever is not here nobody may.</summary>
internal static class Roles
{
    private static readonly Dictionary<Role, Right[]> s_rights = new()
    {
        [Role.Reporter] = [Right.Figures, Right.States, Right.Tokens],
        [Role.RelationshipReader] = [Right.Figures, Right.States, Right.Tokens, Right.Names],
        [Role.PrivacyOfficer] = [Right.Requests, Right.RequestList, Right.OwnAudit],
        [Role.Operator] = [Right.States],
        [Role.Auditor] = [Right.Audit, Right.OwnAudit, Right.RequestList],
    };

    private static readonly Dictionary<Role, string> s_words = new()
    {
        [Role.Reporter] = "reporter",
        [Role.RelationshipReader] = "relationship-reader",
        [Role.PrivacyOfficer] = "privacy-officer",
        [Role.Operator] = "operator",
        [Role.Auditor] = "auditor",
    };

    public static IEnumerable<Role> All => s_words.Keys;

    public static string ToWord(this Role role) => s_words[role];

    /// <summary>Gives the role that a word stands for; <see langword="null"/> where it stands for none.</summary>
    public static Role? FromWord(string word) =>
        s_words.Where(one => one.Value == word).Select(static one => (Role?)one.Key).SingleOrDefault();

    public static bool May(this Role role, Right right) => s_rights[role].Contains(right);
}
