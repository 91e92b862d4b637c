using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>What the consequent of a rule came to in the transactions that match the rule: that hold antecedent and consequent.</summary>
/// <remarks>The sums of Oracle's <c>ASSO_AGGREGATES</c>. An immutable value.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RuleValue
{
    internal RuleValue(int transactions, double quantity, double? revenue, double? margin)
    {
        Transactions = transactions;
        Quantity = quantity;
        Revenue = revenue;
        Margin = margin;
    }

    /// <summary>The transactions that match the rule.</summary>
    public int Transactions { get; }

    /// <summary>How many pieces of the consequent's products were bought in them.</summary>
    public double Quantity { get; }

    /// <summary>What these pieces brought in, as far as it is known; null when no row has a revenue.</summary>
    public double? Revenue { get; }

    /// <summary>What they earned, the catalogue's margin times the quantity, over the products with a margin; null when none has one.</summary>
    public double? Margin { get; }

    /// <summary>The pieces for each matching transaction; null when none matches.</summary>
    public double? MeanQuantity => Transactions == 0 ? null : Quantity / Transactions;

    /// <summary>The revenue for each matching transaction; null when it is unknown or none matches.</summary>
    public double? MeanRevenue => Transactions == 0 ? null : Revenue / Transactions;

    /// <summary>The margin for each matching transaction; null when it is unknown or none matches.</summary>
    public double? MeanMargin => Transactions == 0 ? null : Margin / Transactions;
}
