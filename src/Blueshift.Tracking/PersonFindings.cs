namespace Blueshift.Tracking;

/// <summary>Says how much of one person was found on this side, and what became of them. It holds numbers alone.</summary>
public sealed class PersonFindings
{
    /// <summary>Gets how many waited to be delivered, now or at a later time.</summary>
    public long Waiting { get; init; }

    /// <summary>Gets how many were in a request when the call came: the endpoint may have them, whatever was done here.</summary>
    public long OnTheWire { get; init; }

    /// <summary>Gets how many were dead letters.</summary>
    public long DeadLetters { get; init; }

    /// <summary>Gets how many were delivered or given up before, but could still be read in the files of the buffer.</summary>
    public long Settled { get; init; }

    /// <summary>Gets how many entries the ledger has: what is kept of a user to compare with the user directory, where there is one.</summary>
    public long Ledger { get; init; }

    /// <summary>
    /// Gets how many of those in <see cref="Waiting"/>, <see cref="DeadLetters"/>, <see cref="Settled"/> and <see cref="Ledger"/> were made unreadable. The
    /// copies on this side of what was on the wire are made unreadable too; they are not in this number.
    /// </summary>
    /// <value>0 unless the call was <see cref="IUserActivityPrivacy.EraseAsync"/>.</value>
    public long Erased { get; init; }

    /// <summary>
    /// Gets how many sub-folders of the buffer could not be searched, or not be erased to the end: other processes hold them, their
    /// key is not at hand, they wait under an old instance id, or the disk failed.
    /// </summary>
    public int Unreached { get; init; }

    /// <summary>Gets whether nothing was left out. If not, call again when <see cref="Unreached"/> can be reached, or in the process that holds it.</summary>
    public bool IsComplete => Unreached == 0;

    /// <summary>Gets how many activities and entries were found in all.</summary>
    public long Found => Waiting + OnTheWire + DeadLetters + Settled + Ledger;

    internal PersonFindings Plus(PersonFindings other) =>
        new()
        {
            Waiting = Waiting + other.Waiting,
            OnTheWire = OnTheWire + other.OnTheWire,
            DeadLetters = DeadLetters + other.DeadLetters,
            Settled = Settled + other.Settled,
            Ledger = Ledger + other.Ledger,
            Erased = Erased + other.Erased,
            Unreached = Unreached + other.Unreached,
        };
}
