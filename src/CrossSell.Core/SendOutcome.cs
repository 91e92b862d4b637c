namespace CrossSell;

/// <summary>What became of a contact that the engine was to make from beginning to end.</summary>
public enum SendOutcome
{
    /// <summary>The delegate was called, and what it said was written down.</summary>
    Sent = 0,

    /// <summary>No slot was given; nothing was sent.</summary>
    Refused = 1,

    /// <summary>A slot was held, but the last look before sending said no; nothing was sent.</summary>
    Stopped = 2,

    /// <summary>This contact was made, or is being made, by an earlier call; nothing was sent now.</summary>
    AlreadyMade = 3,

    /// <summary>The key stands for another request; nothing was sent.</summary>
    IdempotencyConflict = 4,

    /// <summary>The delegate said that nothing left the house; the slot is free again.</summary>
    NotSent = 5,
}
