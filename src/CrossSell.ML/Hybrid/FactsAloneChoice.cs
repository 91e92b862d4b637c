using System.Globalization;
using CrossSell.ML.Learning;

namespace CrossSell.ML.Hybrid;

/// <summary>Decides by held-out purchases whether attributes rank better than trend and popularity for customers of whom nothing else is known.</summary>
/// <remarks>Learned from customers who have bought, read as if they had not: who they are, and what they then bought of what they did not have.</remarks>
internal sealed class FactsAloneChoice
{
    private const double LeastSlope = 0.2;
    private const double MostSlope = 3;

    private readonly HybridModel _model;
    private readonly double _slope;
    private readonly double _shift;

    private FactsAloneChoice(HybridModel model, double slope, double shift, bool helps, string note)
    {
        _model = model;
        _slope = slope;
        _shift = shift;
        Helps = helps;
        Note = note;
    }

    /// <summary>Whether attributes foretell better, by more than an error's breadth.</summary>
    public bool Helps { get; }

    public string Note { get; }

    /// <param name="rows">The rows of all windows.</param>
    /// <param name="parted">What is learned from and what is held out.</param>
    /// <param name="propensity">The features of the part that looks at attributes.</param>
    /// <param name="columns">Those of trend and popularity.</param>
    /// <param name="ridge">How strongly weights are held.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public static FactsAloneChoice Of(
        HybridRows[] rows, (HybridRows Learned, HybridRows HeldOut) parted, int[] propensity, int[] columns, double ridge, int threads, CancellationToken cancellationToken)
    {
        int[] used = [.. propensity, .. columns];
        double[] with = LevelTwo.Logits(parted.HeldOut, LevelTwo.Fit(parted.Learned, used, ridge, threads, cancellationToken));
        double[] without = LevelTwo.Logits(parted.HeldOut, LevelTwo.Fit(parted.Learned, columns, ridge, threads, cancellationToken));
        var better = RankingQuality.Of(parted.HeldOut, with);
        var other = RankingQuality.Of(parted.HeldOut, without);
        bool helps = better.LossBelow(other) > 1;
        double slope = Math.Clamp(PlattLine.Fit(with, parted.HeldOut.Labels, parted.HeldOut.RowWeights()).Slope, LeastSlope, MostSlope);
        HybridModel model = LevelTwo.Fit(HybridRows.Join(rows), used, ridge, threads, cancellationToken);
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"Of customers without purchases attributes {(helps ? "rank" : "do not rank")}: with them the held-out loss is {better.Loss:0.0000}, by trend and popularity alone {other.Loss:0.0000}.");
        return new FactsAloneChoice(model, slope, CandidateShift.Of(rows[^1], LevelTwo.Logits(rows[^1], model), slope), helps, note);
    }

    /// <summary>The model over some of the features, on the scale on which a ranking calibrates; null where it does not help.</summary>
    /// <param name="features">Which features the ranking has.</param>
    /// <param name="slope">What the ranking multiplies logits by.</param>
    /// <param name="shift">What it then adds.</param>
    public HybridModel? Model(int[] features, double slope, double shift) => !Helps ? null : new HybridModel(
        ((_slope * _model.Intercept) + _shift - shift) / slope,
        [.. features.Select(feature => _model.Terms[feature] with { Weight = _model.Terms[feature].Weight * _slope / slope })]);
}
