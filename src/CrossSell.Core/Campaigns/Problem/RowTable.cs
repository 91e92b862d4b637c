namespace CrossSell.Campaigns;

/// <summary>
/// The campaign-wide rows in flat arrays. A candidate's rows depend on its kind alone: which product, which channel, which slot. So a kind has one price for a
/// contact and one for a unit of cost, and prices cost one look-up a candidate, however many rows there are.
/// </summary>
/// <remarks>Amounts are whole: contacts, or millionths of the currency; sums of them are exact in any order.</remarks>
internal sealed class RowTable
{
    /// <summary>Millionths of the currency in one unit.</summary>
    public const long Micro = 1_000_000;

    /// <summary>Stands for no maximum.</summary>
    public const long NoMaximum = long.MaxValue;

    public required CampaignRow[] Rows { get; init; }

    /// <summary>Whether each row adds up cost.</summary>
    public required bool[] IsCost { get; init; }

    public required long[] Minimum { get; init; }

    public required long[] Maximum { get; init; }

    /// <summary>Where the rows of each kind begin in <see cref="RowsOfKind"/>; one more entry at the end.</summary>
    public required int[] KindStart { get; init; }

    public required int[] RowsOfKind { get; init; }

    public int Count => Rows.Length;

    public int Kinds => KindStart.Length - 1;

    public bool AnyCost => Array.Exists(IsCost, cost => cost);

    public bool AnyMinimum => Array.Exists(Minimum, least => least > 0);

    /// <summary>The rows of a kind.</summary>
    public ReadOnlySpan<int> RowsOf(int kind) => RowsOfKind.AsSpan(KindStart[kind], KindStart[kind + 1] - KindStart[kind]);

    /// <summary>An amount as people write it.</summary>
    public decimal Shown(int row, long amount) => IsCost[row] ? amount / (decimal)Micro : amount;
}
