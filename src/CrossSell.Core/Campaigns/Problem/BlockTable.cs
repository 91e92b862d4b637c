namespace CrossSell.Campaigns;

/// <summary>
/// Every customer's own limits in one form, in flat arrays: rows that allow at most so many of some candidates, and a limit on all of them. Candidates that stand
/// in the same rows, one of which allows one, are a group: at most one of a group is ever chosen, and which one is only a matter of value.
/// </summary>
internal sealed class BlockTable
{
    /// <summary>The group of a candidate that a limit of 0 rules out.</summary>
    public const ushort NoGroup = ushort.MaxValue;

    /// <summary>Where each customer's candidates begin; one more entry at the end.</summary>
    public required int[] CandidateStart { get; init; }

    /// <summary>The group of each candidate, counted from 0 within its customer.</summary>
    public required ushort[] GroupOf { get; init; }

    /// <summary>Where each customer's groups begin; one more entry at the end.</summary>
    public required int[] GroupStart { get; init; }

    /// <summary>The product of each group, counted within its customer: of one product at most one candidate is chosen.</summary>
    public required ushort[] ProductOf { get; init; }

    /// <summary>Where the rows of each group begin in <see cref="RowsOfGroup"/>; one more entry at the end.</summary>
    public required int[] GroupRowStart { get; init; }

    /// <summary>The rows of each group, counted from 0 within the customer.</summary>
    public required ushort[] RowsOfGroup { get; init; }

    /// <summary>Where each customer's rows begin; one more entry at the end.</summary>
    public required int[] RowStart { get; init; }

    /// <summary>How many each row allows, 1 or more.</summary>
    public required int[] RowLimit { get; init; }

    /// <summary>What each row comes from; a place in <see cref="Sources"/>.</summary>
    public required ushort[] RowSource { get; init; }

    /// <summary>How many candidates each customer may have in all.</summary>
    public required int[] Most { get; init; }

    /// <summary>What <see cref="Most"/> comes from; a place in <see cref="Sources"/>.</summary>
    public required ushort[] MostSource { get; init; }

    /// <summary>What rules out the candidates without a group; a place in <see cref="Sources"/>.</summary>
    public required Dictionary<int, ushort> RuledOutBy { get; init; }

    /// <summary>The names of what rows come from.</summary>
    public required string[] Sources { get; init; }

    public int Customers => Most.Length;

    /// <summary>Most rows of any customer.</summary>
    public int MostRows { get; private set; }

    /// <summary>Most groups of any customer.</summary>
    public int MostGroups { get; private set; }

    /// <summary>One more than the highest number of a product within any customer.</summary>
    public int MostProducts { get; private set; }

    /// <summary>Measures the largest customer, once all arrays are there.</summary>
    public BlockTable Measured()
    {
        for (int c = 0; c < Customers; c++)
        {
            MostRows = Math.Max(MostRows, RowStart[c + 1] - RowStart[c]);
            MostGroups = Math.Max(MostGroups, GroupStart[c + 1] - GroupStart[c]);
        }

        foreach (ushort product in ProductOf)
        {
            MostProducts = Math.Max(MostProducts, product + 1);
        }

        return this;
    }
}
