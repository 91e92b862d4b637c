namespace CrossSell.ContactPolicy;

/// <summary>What a compact index says of a contact.</summary>
public enum IndexAnswer
{
    /// <summary>The index cannot tell: ask the rules themselves. The default, so that an answer that was never given allows nothing.</summary>
    AskRules = 0,

    /// <summary>The limit is reached, as the rules would say.</summary>
    Refused = 1,

    /// <summary>The limit admits it, as the rules would say.</summary>
    Admitted = 2,
}
