using System.Globalization;
using CrossSell.ML.RankingEvaluation;

namespace CrossSell.ML;

/// <summary>Several rankings of the same customers side by side: a row a model, each compared with the best, as a table to read, CSV or JSON.</summary>
/// <remarks>Immutable and thread-safe. Texts end their lines with LF and write numbers for no culture, in the fewest digits that read back as the same (the table to read: four decimals).</remarks>
public sealed class RankingTable
{
    private RankingTable(IReadOnlyList<RankingTableRow> rows, RankingTableRow best) => (Rows, Best) = (rows, best);

    /// <summary>The names of the columns as CSV and JSON have them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "model", "customers", "targets", "top", "recall", "precision", "hit_rate", "ndcg", "ndcg_lower", "ndcg_upper", "map", "mrr", "coverage", "novelty", "diversity",
        "popularity", "popularity_lift", "revenue_recall", "ndcg_to_best", "p_value",
    ];

    /// <summary>The models, in the order of the reports.</summary>
    public IReadOnlyList<RankingTableRow> Rows { get; }

    /// <summary>The model of the greatest NDCG; the first of equals.</summary>
    public RankingTableRow Best { get; }

    /// <summary>A table of reports. O(models x customers x draws).</summary>
    /// <param name="reports">The reports, on the same targets and with lists of one length; one or more.</param>
    /// <param name="options">Draws, level and seed of the comparisons; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no report, two are not of the same customers, targets and length of lists, or an option is out of range.</exception>
    public static RankingTable Of(IEnumerable<RankingReport> reports, RankingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        options = RankingOptions.Checked(options);
        RankingReport[] all = [.. reports];
        RankingReport best = all.MaxBy(report => report.Ndcg) ?? throw new ArgumentException("There is no report, so there is nothing to compare.", nameof(reports));
        RankingTableRow[] rows =
        [
            .. all.Select(report => new RankingTableRow(
                report,
                report.IntervalOf(RankingMeasure.Ndcg)!,
                ReferenceEquals(report, best) ? null : RankingComparison.Of(report, best, RankingMeasure.Ndcg, options))),
        ];
        return new RankingTable(rows, rows[Array.IndexOf(all, best)]);
    }

    /// <summary>Writes the columns and a line a model, as RFC 4180 wants it; what is undefined is empty.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RankingTableText.WriteCsv(writer, Rows);
    }

    /// <summary>Writes an array of an object a model; what is undefined is <c>null</c>, what is infinite the text <c>"Inf"</c>.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteJson(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RankingTableText.WriteJson(writer, Rows);
    }

    /// <summary>Writes a table to read: NDCG with its range, recall, hit rate, MAP, coverage, and how far each model is from the best. The best has a star.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteText(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        RankingTableText.WriteText(writer, Rows);
    }

    /// <summary>What <see cref="WriteText"/> writes.</summary>
    public override string ToString()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteText(text);
        return text.ToString();
    }
}
