using static CentralEndpoint.SettingChecks;

namespace CentralEndpoint;

/// <summary>The settings of the section <c>CentralEndpoint:Retention</c>: for how long what is personal is kept.</summary>
public sealed class RetentionSettings
{
    private const int MonthDays = 30;

    /// <summary>Gets or sets for how many months after a user's removal the name and address are kept, 1 to 120.</summary>
    public int ProfileMonths { get; set; } = 24;

    /// <summary>Gets or sets for how many months after a privacy request was closed its content is kept, 1 to 120.</summary>
    public int RequestMonths { get; set; } = 36;

    /// <summary>Gets or sets for how many days after a message was closed its content is kept, 1 to 3,650.</summary>
    public int MessageDays { get; set; } = 180;

    /// <summary>Gets or sets for how many days a message that nobody closes is kept, 1 to 3,650.</summary>
    public int UnhandledMessageDays { get; set; } = 365;

    /// <summary>Gets or sets for how many months the audit is kept, 1 to 240, and no shorter than what it is about.</summary>
    public int AuditMonths { get; set; } = 72;

    /// <summary>Gets or sets for how many days after their end sessions and read tokens are kept, 1 to 365.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>Gets or sets for how many days a client is asked to forget a user before it is given up, 1 to 365.</summary>
    public int ForgetDays { get; set; } = 90;

    /// <summary>Gets or sets the hour of the day, in UTC, at which what is due is deleted, 0 to 23.</summary>
    public int Hour { get; set; } = 3;

    internal void Check()
    {
        const int months = 120;
        const int days = 3650;
        CheckRange(ProfileMonths, Path(nameof(ProfileMonths)), 1, months, "months");
        CheckRange(RequestMonths, Path(nameof(RequestMonths)), 1, months, "months");
        CheckRange(MessageDays, Path(nameof(MessageDays)), 1, days, "days");
        CheckRange(UnhandledMessageDays, Path(nameof(UnhandledMessageDays)), 1, days, "days");
        CheckRange(AuditMonths, Path(nameof(AuditMonths)), 1, 2 * months, "months");
        CheckRange(SessionDays, Path(nameof(SessionDays)), 1, 365, "days");
        CheckRange(ForgetDays, Path(nameof(ForgetDays)), 1, 365, "days");
        CheckRange(Hour, Path(nameof(Hour)), 0, 23, "hours");
        var longest = Math.Max(
            Math.Max(ProfileMonths, RequestMonths),
            (Math.Max(MessageDays, UnhandledMessageDays) + MonthDays - 1) / MonthDays
        );
        Require(
            AuditMonths >= longest,
            $"{CentralEndpointSettings.Name(Path(nameof(AuditMonths)))} is {AuditMonths}. What was done with names and requests is kept no shorter than they are: at least {longest} months."
        );
    }

    private static string Path(string setting) => $"{nameof(CentralEndpointSettings.Retention)}:{setting}";
}
