namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says where an <see cref="AppendRequest"/> stands.</summary>
internal enum AppendState
{
    /// <summary>In nobody's use.</summary>
    Idle,

    /// <summary>Without a place in a frame: its caller's token still counts.</summary>
    Pending,

    /// <summary>In a frame that is on its way to the disk.</summary>
    Taken,

    /// <summary>Answered once and for all.</summary>
    Answered,
}
