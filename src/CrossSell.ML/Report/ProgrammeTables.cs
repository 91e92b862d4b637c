namespace CrossSell.ML.Report;

/// <summary>The tables of programme gaps; those that name sellers only where that was asked for.</summary>
internal static class ProgrammeTables
{
    public static IEnumerable<ReportTable> Of(Study s)
    {
        ProgrammeGaps gaps = s.Programme;
        yield return ReportTables.Table(
            "programme",
            ["product", "could_have", "owners", "penetration", "offered", "compared_with", "missing", "missing_lower", "missing_upper", "margin", "stake", "stake_lower", "stake_upper"],
            gaps.Products.Select(p => ReportTables.Row(
                gaps.Catalog[p.Product].Id.Value, p.Whole.Customers, p.Whole.Owners, p.Whole.Penetration, p.Whole.Offered, ReportTables.Name(p.Basis), p.Missing, p.MissingLower, p.MissingUpper,
                p.Whole.Margin, p.Stake, p.StakeLower, p.StakeUpper)));
        yield return Cells("segment_products", "segment", gaps, gaps.Segments);
        if (!s.Options.NameSellers)
        {
            yield break;
        }

        yield return ReportTables.Table("sellers", ["seller", "customers", "products", "offered", "breadth", "top_share"], gaps.Breadth.Take(gaps.Breadth.Count - 1).Select(b => ReportTables.Row(
            b.Group, b.Customers, b.Products, b.Offered, b.EffectiveProducts, b.TopShare)));
        yield return Cells("seller_products", "seller", gaps, gaps.Sellers);
    }

    private static ReportTable Cells(string name, string group, ProgrammeGaps gaps, IReadOnlyList<ProgrammeCell> cells) => ReportTables.Table(
        name,
        [group, "product", "could_have", "owners", "offered", "expected", "ratio", "ratio_lower", "ratio_upper", "gap", "gap_lower", "gap_upper", "stake"],
        cells.Select(c => ReportTables.Row(
            c.Group, gaps.Catalog[c.Product].Id.Value, c.Customers, c.Owners, c.Offered, c.Expected, c.Ratio, c.RatioLower, c.RatioUpper, c.Gap, c.GapLower, c.GapUpper, c.Stake)));
}
