namespace CrossSell.Ledger;

/// <summary>Where in the protocol an admission is asked for.</summary>
public enum AdmissionStep
{
    /// <summary>A slot is to be taken.</summary>
    Reserve = 0,

    /// <summary>
    /// The slot was taken before and is still good; the contact is about to be sent. What can change in between is judged again: consent,
    /// objection, holds, quiet hours. Limits on contacts are not: the slot is theirs already, unless the policy was changed to zero.
    /// </summary>
    Dispatch = 1,
}
