namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is what a request is for, or which requests are meant.</summary>
[Flags]
public enum RequestKinds
{
    /// <summary>Is a request to another address, or by another method, than those of the contract.</summary>
    None = 0,

    /// <summary>Is the empty batch that a client sends first, until it is answered with 200.</summary>
    ConnectionTest = 1,

    /// <summary>Is a batch of activities.</summary>
    Activities = 2,

    /// <summary>Is a heartbeat.</summary>
    Heartbeats = 4,

    /// <summary>Are all three.</summary>
    All = ConnectionTest | Activities | Heartbeats,
}
