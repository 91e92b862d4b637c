using System.Runtime.InteropServices;

namespace CrossSell.ML.LeadScores;

/// <summary>What gives points: the classes of one criterion, or a grid of those of two.</summary>
/// <param name="First">The criterion's place.</param>
/// <param name="Second">The other one's; -1 for a single criterion.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CardTerm(int First, int Second = -1)
{
    public bool IsGrid => Second >= 0;

    /// <summary>The terms of so many criteria of which some stand in grids: grids first, then the others.</summary>
    public static CardTerm[] Of(int criteria, IReadOnlyList<CardTerm> grids) =>
        [.. grids, .. Enumerable.Range(0, criteria).Where(j => !grids.Any(g => g.First == j || g.Second == j)).Select(j => new CardTerm(j))];

    /// <summary>How many classes or cells it has.</summary>
    public int Count(IReadOnlyList<CriterionClasses> criteria) => criteria[First].Count * (IsGrid ? criteria[Second].Count : 1);

    /// <summary>For each training row its class or cell.</summary>
    public int[] Rows(IReadOnlyList<CriterionClasses> criteria)
    {
        if (!IsGrid)
        {
            return criteria[First].RowClasses;
        }

        int[] rows = new int[criteria[First].RowClasses.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = (criteria[First].RowClasses[row] * criteria[Second].Count) + criteria[Second].RowClasses[row];
        }

        return rows;
    }
}
