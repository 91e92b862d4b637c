using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>What became of one customer in a campaign, within its attribution window. A customer of the control group has outcomes too: they are what happens without it.</summary>
/// <remarks>By intention to treat: a customer counts for the arm that he was drawn into, whether he was reached or not.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CampaignOutcome
{
    /// <summary>The arm that the customer was drawn into.</summary>
    public required CampaignArm Arm { get; init; }

    /// <summary>Whether he was contacted; never so in a control group.</summary>
    public bool IsContacted { get; init; }

    /// <summary>Whether he answered, in whatever way.</summary>
    public bool HasResponded { get; init; }

    /// <summary>Whether he bought what the campaign offers.</summary>
    public bool HasAccepted { get; init; }

    /// <summary>What he bought in all, in the currency of the reports; 0 for nothing, below 0 for more returned than bought.</summary>
    public double Revenue { get; init; }

    /// <summary>What of it is margin, before the cost of contacts.</summary>
    public double Margin { get; init; }

    /// <summary>What contacting him cost.</summary>
    public double ContactCost { get; init; }

    /// <summary>Whether he withdrew a permission or objected.</summary>
    public bool HasOptedOut { get; init; }

    /// <summary>Whether he complained.</summary>
    public bool HasComplained { get; init; }
}
