using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Storing;
using Blueshift.Tracking.Testing.AspNetCore.Verifying;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is what the endpoint consists of, for the steps of a script to reach.</summary>
internal sealed class EndpointParts
{
    public EndpointParts(ScriptedEndpointOptions options)
    {
        Options = options;
        Connections = new ConnectionLog(Signal);
        Requests = new RequestLog(options.TimeProvider, Signal);
        Heartbeats = new HeartbeatDesk(options.TimeProvider);
        Handler = new ContractHandler(options, Store, Heartbeats);
        Violations = new ViolationLog(Signal);
        Inspector = new RequestInspector(options, Handler);
        Switch = new ListenerSwitch(Listeners, Connections, Signal, options.TimeProvider);
    }

    public ScriptedEndpointOptions Options { get; }

    public ChangeSignal Signal { get; } = new();

    public EndpointScript Script { get; } = new();

    public ActivityStore Store { get; } = new();

    public LoopbackListenerFactory Listeners { get; } = new();

    public ConnectionLog Connections { get; }

    public RequestLog Requests { get; }

    public HeartbeatDesk Heartbeats { get; }

    public ContractHandler Handler { get; }

    public ViolationLog Violations { get; }

    public RequestInspector Inspector { get; }

    public ListenerSwitch Switch { get; }
}
