namespace Blueshift.Tracking;

/// <summary>Says what a recorded activity survives.</summary>
public enum BufferDurability
{
    /// <summary>A power cut: each group of activities is flushed to the disk before its callers are told.</summary>
    PowerLoss,

    /// <summary>The end of the process, however sudden, but not a power cut: nothing is flushed. For disks whose flush is very slow.</summary>
    ProcessCrash,
}
