namespace CrossSell.Campaigns;

/// <summary>Why a candidate is in a plan or not.</summary>
public enum CandidateOutcome
{
    /// <summary>It is in the plan.</summary>
    Chosen = 0,

    /// <summary>A limit of its customer leaves no room for it, whatever else is planned: contacts that stand in the ledger fill it, or it is 0.</summary>
    RuledOut = 1,

    /// <summary>It brings nothing, and no minimum needs it.</summary>
    NoGain = 2,

    /// <summary>What it brings is not worth the capacity, volume or budget that it takes: at their shadow prices these bring as much elsewhere.</summary>
    Price = 3,

    /// <summary>Other contacts of the same customer are worth more, and his limits do not allow both.</summary>
    Outranked = 4,

    /// <summary>It is worth its price, but a row is full to the last unit.</summary>
    RowFull = 5,

    /// <summary>It would fit and bring something; only a plan that was made elsewhere leaves such candidates out.</summary>
    LeftOut = 6,
}
