namespace CrossSell.Mining;

/// <summary>Which purchases of a customer stand at one place of his sequence: between those there is no order.</summary>
public enum SequenceUnit
{
    /// <summary>All purchases of one calendar day: of UTC, unless <see cref="SequenceDatabase.From"/> is given a zone.</summary>
    Day = 0,

    /// <summary>The purchases of one instant.</summary>
    Instant = 1,
}
