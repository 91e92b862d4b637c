namespace CrossSell.Testing;

/// <summary>A mistake that a store can make, on top of one that is right: the contract must catch each of them.</summary>
internal enum Mistake
{
    /// <summary>Count, then insert: what was read is old when it is written upon. Also what a snapshot taken before the lock does.</summary>
    ReadsBeforeLocking,

    /// <summary>Acknowledges some writes that it never makes.</summary>
    LosesWrites,

    /// <summary>Writes what a step had put down before it threw.</summary>
    WritesHalf,

    /// <summary>Does not find the contact of a key that lies before the horizon, or at all.</summary>
    ForgetsKeys,

    /// <summary>Reads the clock without the high-water mark.</summary>
    LetsTimeRunBack,

    /// <summary>Keeps milliseconds.</summary>
    RoundsInstants,

    /// <summary>Does not look whether a subject lives elsewhere.</summary>
    IgnoresRoots,

    /// <summary>Takes what a volume has from what the step saw, without locking the volume.</summary>
    ForgetsVolumes,

    /// <summary>Does not hand over objections.</summary>
    ForgetsObjections,

    /// <summary>Does not remember what was claimed first, and so answers to any key.</summary>
    TakesAnyKey,

    /// <summary>Begins each page of roots one too late.</summary>
    SkipsRoots,

    /// <summary>Does not keep the text of policies.</summary>
    LosesPolicies,

    /// <summary>Reads objections before it has the lock: those that an erasure leaves behind while it waits are not seen.</summary>
    ReadsObjectionsBeforeLocking,
}
