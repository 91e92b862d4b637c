namespace CrossSell.Campaigns;

/// <summary>What a campaign-wide row adds up.</summary>
public enum RowMeasure
{
    /// <summary>The number of contacts.</summary>
    Contacts = 0,

    /// <summary>The cost of the contacts, in the currency of the plan.</summary>
    Cost = 1,
}
