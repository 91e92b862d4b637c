namespace CrossSell;

/// <summary>One line of the list of whom to see to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who.</param>
/// <param name="Group">In which part of the work he comes.</param>
/// <param name="Reason">Why he has gone.</param>
/// <param name="Attempts">The attempts made since he was last active as far as is known.</param>
/// <param name="NotBefore">The first instant for the next attempt; the instant of looking when that is now.</param>
/// <param name="Value">What he is worth.</param>
public sealed record WinBackEntry(CustomerId Customer, ContactGroup Group, LossReason Reason, int Attempts, DateTimeOffset NotBefore, double Value);
