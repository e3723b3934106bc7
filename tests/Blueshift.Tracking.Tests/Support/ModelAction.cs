namespace Blueshift.Tracking.Tests.Support;

/// <summary>Says what happens to a journal and its model next.</summary>
internal enum ModelAction
{
    Append,
    Claim,
    Settle,
    PassTime,

    /// <summary>The process stops in order, and another starts.</summary>
    Stop,

    /// <summary>The process or the machine dies, and another starts.</summary>
    Kill,
}
