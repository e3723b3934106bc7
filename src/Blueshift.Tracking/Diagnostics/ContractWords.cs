using System.Text.Json;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Gives names of enumerations as the contract's lists, and the pages of docs/operating.md, have them: <c>ClockSkew</c> as <c>clock-skew</c>.</summary>
internal static class ContractWords
{
    public static string Of(ConditionReason reason) => Of(reason.ToString());

    public static string Of(DeliveryState state) => Of(state.ToString());

    public static string Of(Severity severity) => Of(severity.ToString());

    public static string Of(RefusalReason reason) => Of(reason.ToString());

    public static string Of(BaselineState baseline) => Of(baseline.ToString());

    private static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
