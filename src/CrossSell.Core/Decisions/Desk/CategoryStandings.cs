namespace CrossSell.Decisions;

/// <summary>What the verdicts about all products say about categories.</summary>
internal static class CategoryStandings
{
    private static readonly HashSet<string> OwnCodes =
        new([ReasonCodes.OwnedSame, ReasonCodes.OwnedEquivalent, ReasonCodes.OwnedCovered, ReasonCodes.OwnedHigherTier, ReasonCodes.OwnedPendingOrder], StringComparer.Ordinal);

    /// <param name="verdicts">One a product of the catalogue, in its order.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="bought">Categories of repurchasable products that were bought of late.</param>
    /// <param name="placeOf">The model's order of products, to say which fills a gap.</param>
    public static IReadOnlyList<CategoryStanding> Of(
        IReadOnlyList<EligibilityVerdict> verdicts, ProductCatalog catalog, IReadOnlySet<string> bought, IReadOnlyDictionary<ProductId, int> placeOf) =>
    [
        .. verdicts.Select((verdict, place) => (verdict, catalog[place].Category)).Where(one => one.Category is not null)
            .GroupBy(one => one.Category!, one => one.verdict, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group], bought.Contains(group.Key), placeOf)),
    ];

    /// <summary>Owned categories over all, as <see cref="WhiteSpace.CoverageOf"/> has it.</summary>
    public static double Coverage(IReadOnlyList<CategoryStanding> standings) =>
        standings.Count == 0 ? double.NaN : (double)standings.Count(one => one.State == CategoryState.Owned) / standings.Count;

    private static CategoryStanding Of(string category, EligibilityVerdict[] verdicts, bool bought, IReadOnlyDictionary<ProductId, int> placeOf)
    {
        if (bought || verdicts.Any(verdict => verdict.Vetoes.Any(veto => OwnCodes.Contains(veto.Code))))
        {
            return new CategoryStanding(category, CategoryState.Owned, null);
        }

        if (verdicts.Any(verdict => verdict.Vetoes.Any(veto => string.Equals(veto.Code, ReasonCodes.OwnedCompetitor, StringComparison.Ordinal))))
        {
            return new CategoryStanding(category, CategoryState.Competitor, null);
        }

        EligibilityVerdict[] open = [.. verdicts.Where(verdict => verdict.IsEligible)];
        return open.Length > 0 ? new CategoryStanding(category, CategoryState.Gap, open.MinBy(verdict => placeOf.GetValueOrDefault(verdict.Product, int.MaxValue))!.Product)
            : new CategoryStanding(category, verdicts.Any(verdict => verdict.EligibleAgainAt is not null) ? CategoryState.Cooling : CategoryState.Blocked, null);
    }
}
