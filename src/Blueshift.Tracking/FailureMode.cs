namespace Blueshift.Tracking;

/// <summary>Says how a refusal reaches the caller.</summary>
public enum FailureMode
{
    /// <summary>As a <see cref="TrackResult"/>: the host's user management goes on.</summary>
    Report,

    /// <summary>As a <see cref="UserActivityRefusedException"/>: the host decides by its own error handling.</summary>
    Throw,
}
