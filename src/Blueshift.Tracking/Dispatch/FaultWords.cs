using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Gives each fault the contract's word, which is also the name of its page in docs/operating.md.</summary>
internal static class FaultWords
{
    public static string Of(DeliveryFault fault) => ContractWords.Of(ReasonOf(fault));

    public static ConditionReason ReasonOf(DeliveryFault fault) =>
        fault switch
        {
            DeliveryFault.Unreachable => ConditionReason.Unreachable,
            DeliveryFault.TlsRefused => ConditionReason.TlsRefused,
            DeliveryFault.NotOurEndpoint => ConditionReason.NotOurEndpoint,
            DeliveryFault.EndpointRefused => ConditionReason.EndpointRefused,
            DeliveryFault.CredentialRefused => ConditionReason.CredentialRefused,
            _ => ConditionReason.None,
        };
}
