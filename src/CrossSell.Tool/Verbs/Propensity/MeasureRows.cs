using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes how good probabilities were, a row for each measure.</summary>
internal static class MeasureRows
{
    private static readonly double[] s_shares = [0.1, 0.2];

    /// <summary>Writes the rows.</summary>
    /// <param name="format">How.</param>
    /// <param name="sink">Where.</param>
    /// <param name="customers">The customers and what they did.</param>
    /// <param name="probabilities">One each.</param>
    /// <param name="tops">How many customers are contacted, for each such row; empty for a tenth and a fifth.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="draws">How many.</param>
    public static void Write(RecordFormat format, Utf8Sink sink, LabeledCustomers customers, double[] probabilities, int[] tops, ulong seed, int draws)
    {
        int[] contacted = tops.Length > 0 ? tops : [.. s_shares.Select(share => Math.Max(1, (int)Math.Round(share * customers.Count))).Distinct()];
        (string Name, Func<PropensityReport, double?> Of)[] measures =
        [
            ("AUC", r => r.Auc),
            ("PR-AUC", r => r.AveragePrecision),
            ("log loss", r => r.LogLoss),
            ("log loss of the base rate", r => BaseRateLoss(r.BaseRate)),
            ("Brier", r => r.Brier),
            ("Brier reliability", r => r.BrierParts.Reliability),
            ("Brier resolution", r => r.BrierParts.Resolution),
            ("Brier uncertainty", r => r.BrierParts.Uncertainty),
            ("Brier within bins", r => r.BrierParts.WithinBins),
            ("ECE", r => r.CalibrationError),
            ("mean probability", r => r.MeanProbability),
            ("observed rate", r => r.BaseRate),
            ("lift@10%", r => r.Lift(0.1)),
            ("lift@20%", r => r.Lift(0.2)),
            ("gain@10%", r => r.Gain(0.1)),
            ("gain@20%", r => r.Gain(0.2)),
            .. contacted.Select(n => (string.Create(CultureInfo.InvariantCulture, $"top {n}"), (Func<PropensityReport, double?>)(r => r.Captured(n)))),
        ];
        var report = PropensityReport.Of(probabilities, customers.Labels, customers.Weights);
        IReadOnlyList<Interval?> intervals = Bootstrap.Of(probabilities, customers.Labels, customers.Weights, [.. measures.Select(m => m.Of)], seed, draws);
        var writer = RecordWriter.Create(format, sink, "measure", "value", "lower", "upper");
        for (int m = 0; m < measures.Length; m++)
        {
            writer.Text(measures[m].Name);
            writer.Number(measures[m].Of(report));
            writer.Number(intervals[m]?.Lower);
            writer.Number(intervals[m]?.Upper);
        }
    }

    private static double? BaseRateLoss(double rate) => rate is > 0 and < 1 ? -((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate))) : 0;
}
