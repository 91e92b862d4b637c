namespace CrossSell.ML.Report;

/// <summary>What the gaps are expected to bring, by product and segment, with an interval; judged by how the same calculation did at an earlier day, where it can be.</summary>
internal sealed class ProjectionFigures
{
    public ProjectionFigures(Study s)
    {
        CustomerGroups segments = s.Segments ?? s.Classes.Groups;
        IsByClass = s.Segments is null;
        Test = s.History.Test;
        Projection = RevenueProjection.Of(
            Enumerable.Range(0, s.Book.Customers).SelectMany(c => s.Space.GapsOf(c).Select(gap => new ProjectedGap(
                s.Book.Catalog[gap.Product].Id, segments.Names[segments.Codes[c]], Math.Clamp(gap.Estimate.Propensity, 0, 1), Math.Max(0, gap.Estimate.Margin)))),
            new ProjectionOptions { Records = Test?.Records ?? new Dictionary<ProductId, PropensityRecord>() });
    }

    /// <summary>Whether the segments are the classes, since no others were given.</summary>
    public bool IsByClass { get; }

    /// <summary>How the same calculation did; null where that cannot be told.</summary>
    public BackTest? Test { get; }

    public RevenueProjection Projection { get; }
}
