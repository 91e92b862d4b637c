using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Grades every pair of products and writes those with a finding: by owned product, the most suitable first.</summary>
internal static class GradeRows
{
    public static IReadOnlyList<string> Columns { get; } =
        ["owned", "offered", "grade", "n11", "n10", "n01", "n00", "confidence", "lift", "pAdjusted", "margin", "reason"];

    /// <returns>How many pairs have a finding.</returns>
    /// <exception cref="FailureException">A least margin is asked for, and a product has none.</exception>
    public static int Write(MineRequest request, Baskets baskets, MineProducts products, Utf8Sink sink, CancellationToken cancellation)
    {
        IReadOnlyList<string> ids = baskets.Transactions.ItemIds;
        double?[] margins = [.. ids.Select(id => Find(products, id)?.Margin is { } margin ? (double)margin : (double?)null)];
        CheckMargins(request, ids, margins);
        var options = new SuitabilityOptions { Unit = baskets.Unit, MaxThreads = request.Threads, MinExpectedMargin = request.MinMargin ?? 0 };
        options.Alpha = request.Selection.Alpha ?? options.Alpha;

        // A product without a margin is kept back by none.
        double[]? known = margins.Any(margin => margin is not null) ? [.. margins.Select(margin => margin ?? 0)] : null;
        SuitabilityMatrix matrix = SuitabilityMatrix.Grade(baskets.Transactions, options, known, cancellation);
        RecordWriter writer = RecordWriter.Create(request.OutputFormat, sink, Columns);
        for (int owned = 0; owned < ids.Count; owned++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((PairSuitability pair, int offered) in Ordered(matrix, owned))
            {
                Write(writer, pair, margins[offered], products);
            }
        }

        return matrix.FindingCount;
    }

    private static IEnumerable<(PairSuitability Pair, int Offered)> Ordered(SuitabilityMatrix matrix, int owned) =>
        matrix.FindingsFor(owned).ToArray().Select(offered => (Pair: matrix.Get(owned, offered), Offered: offered))
            .OrderByDescending(found => found.Pair.Grade).ThenByDescending(found => found.Pair.Counts!.Value.N11).ThenBy(found => found.Offered);

    private static void Write(RecordWriter writer, PairSuitability pair, double? margin, MineProducts products)
    {
        RuleCounts counts = pair.Counts!.Value;
        writer.Text(pair.Owned);
        writer.Text(pair.Offered);
        writer.Text(pair.Grade.ToString().ToLowerInvariant());
        writer.Number(counts.N11);
        writer.Number(counts.N10);
        writer.Number(counts.N01);
        writer.Number(counts.N00);
        writer.Number(RuleMeasures.Confidence.Evaluate(counts));
        writer.Number(RuleMeasures.Lift.Evaluate(counts));
        writer.Number(pair.AdjustedPValue);
        writer.Number(margin);
        writer.Text(pair.Describe(products.Language, Find(products, pair.Owned)?.Name, Find(products, pair.Offered)?.Name));
    }

    private static void CheckMargins(MineRequest request, IReadOnlyList<string> ids, double?[] margins)
    {
        int without = margins.Count(margin => margin is null);
        if (request.MinMargin is not null && without > 0)
        {
            string first = ids[Array.IndexOf(margins, null)];
            string others = without == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {Reporter.Count(without - 1, "other product")}");
            throw new FailureException($"{request.Products!.Path} gives '{first}'{others} no margin; --min-margin needs the margin of every product that was bought.");
        }
    }

    private static Product? Find(MineProducts products, string id) =>
        products.Catalog is not null && products.Catalog.TryGet(new ProductId(id), out Product? product) ? product : null;
}
