namespace CrossSell.Tool;

/// <summary>What <c>crosssell mine</c> writes.</summary>
internal enum MineResult
{
    Rules,
    Itemsets,
    CountsByLength,
    Directed,
    Sequential,
    Negative,
    Grades,
}
