using System.Globalization;
using CrossSell.ML.Learning;

namespace CrossSell.ML.Hybrid;

/// <summary>One training of a hybrid: reads the candidates of all windows, lets the held-out one choose, fits, calibrates.</summary>
internal sealed class HybridFit
{
    private const double LeastSlope = 0.2;
    private const double MostSlope = 3;

    /// <summary>What fewer purchases say about the order is mostly chance.</summary>
    private const int LeastPurchases = 100;

    private readonly HybridOptions _options;
    private readonly HybridTraining _training;
    private readonly IReadOnlyList<IProductScorerTrainer> _trainers;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly string? _onTrial;
    private readonly List<HybridFeatures> _ofWindows = [];
    private string[] _partOf = [];

    public HybridFit(HybridOptions options, HybridTraining training, IReadOnlyList<IProductScorerTrainer> trainers, string? onTrial, CancellationToken cancellationToken)
    {
        _onTrial = onTrial;
        _options = options;
        _training = training;
        _trainers = trainers;
        _threads = options.MaxThreads ?? Environment.ProcessorCount;
        _cancellationToken = cancellationToken;
    }

    private int Propensity => _trainers.ToList().FindIndex(trainer => trainer is PropensityPartTrainer);

    public HybridRanking Run(IReadOnlyList<string> notes)
    {
        (HybridRows[] rows, HybridRows[]? alone) = ReadRows();
        RequireEnough(rows[^1]);
        (HybridRows learned, HybridRows heldOut) = Divide(rows);
        PartSelection.Choice choice = new PartSelection(learned, heldOut, _partOf, _onTrial, _threads, _cancellationToken).Choose(_options.Ridge);
        FactsAloneChoice? strangers = alone is null ? null : FactsAloneChoice.Of(alone, Divide(alone), FeaturesOf(Propensity), Columns(), choice.Ridge, _threads, _cancellationToken);

        // Parts that do not take part are not trained again: scoring is the faster for it.
        int[] kept = [.. Enumerable.Range(0, _trainers.Count).Where(part => choice.Features.Contains(2 * part) || (part == Propensity && strangers is { Helps: true }))];
        int[] features = [.. Enumerable.Range(0, _partOf.Length).Where(feature => feature >= 2 * _trainers.Count || kept.Contains(feature / 2))];
        HybridFeatures final = LevelOneOf(_training.Purchases, [.. kept.Select(part => _trainers[part])], _training.Offered);
        int[] used = [.. choice.Features.Select(feature => Array.IndexOf(features, feature))];
        HybridRows[] latest = ReadAgain(rows, kept, features);
        (learned, heldOut) = Divide(latest);
        HybridModel held = LevelTwo.Fit(learned, used, choice.Ridge, _threads, _cancellationToken);
        double[] plainLogits = LevelTwo.Logits(heldOut, held);
        (int trees, double[] heldOutLogits) = _options.LevelTwo == HybridLevelTwo.Boosted
            ? new BoostedLevelTwo(used, final.FirstColumnFeature, _threads, _cancellationToken).Choose(learned, heldOut, held)
            : (0, plainLogits);
        double slope = Math.Clamp(PlattLine.Fit(heldOutLogits, heldOut.Labels, heldOut.RowWeights()).Slope, LeastSlope, MostSlope);
        var all = HybridRows.Join(latest);
        HybridModel warm = LevelTwo.Fit(all, used, choice.Ridge, _threads, _cancellationToken);
        warm = trees == 0 ? warm : new BoostedLevelTwo(used, final.FirstColumnFeature, _threads, _cancellationToken).Fit(all, warm, trees);
        HybridModel cold = LevelTwo.Fit(all, [.. Enumerable.Range(final.FirstColumnFeature, final.Columns.Count)], choice.Ridge, _threads, _cancellationToken);
        double shift = CandidateShift.Of(latest[^1], LevelTwo.Logits(latest[^1], warm), slope);
        string[] told =
        [
            .. notes,
            .. choice.Notes,
            .. strangers is null ? [] : new[] { strangers.Note },
            .. _options.LevelTwo == HybridLevelTwo.Boosted ? [BoostNote(trees, RankingQuality.Stretched(heldOut, plainLogits), RankingQuality.Stretched(heldOut, heldOutLogits))] : Array.Empty<string>(),
            string.Create(CultureInfo.InvariantCulture, $"{all.Count} candidates of {all.Customers} customers were learned from, {all.Labels.Sum():0} of them bought; weights are held by a ridge of {choice.Ridge:0.###}."),
            string.Create(CultureInfo.InvariantCulture, $"Logits are multiplied by {slope:0.000} to suit held-out purchases."),
        ];
        return new HybridRanking(final, warm, cold, slope, shift, _training.Horizon, told, strangers?.Model(features, slope, shift));
    }

    // What left-out parts proposed is no candidate of the ranking: nothing is learned from it, and its place goes to more customers.
    private HybridRows[] ReadAgain(HybridRows[] rows, int[] kept, int[] features)
    {
        if (kept.Length == _trainers.Count || _ofWindows.Count == 0)
        {
            return [.. rows.Select(window => window.With(features))];
        }

        return
        [
            .. _ofWindows.Select((all, w) => HybridRows.Read(
                LevelOne.Only(all, kept, _training.Windows[w].Past, _training.Repeatable), _training.Windows[w], _options.MaxRows / _ofWindows.Count, _threads, _cancellationToken)),
        ];
    }

    private static string BoostNote(int trees, RankingQuality before, RankingQuality after) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trees} boosted trees stand on top: on held-out purchases NDCG@10 is {after.Gain:0.0000} with them and {before.Gain:0.0000} without, the loss {after.Loss:0.0000} and {before.Loss:0.0000}.");

    private (HybridRows[] Rows, HybridRows[]? FactsAlone) ReadRows()
    {
        HybridWindow[] windows = _training.Windows;
        bool withFacts = Propensity >= 0 && _training.Purchases.Facts is CustomerTableFacts { Schema.Columns.Count: > 0 };
        if (windows.Length == 0)
        {
            (HybridRows taken, HybridRows? stranger) = TakenAway.Read(_training.Purchases, past => LevelOneOf(past, _trainers, null), _options.MaxRows, _threads, _cancellationToken, withFacts);
            return ([taken], stranger is null ? null : [stranger]);
        }

        var rows = new HybridRows[windows.Length];
        var alone = new HybridRows[windows.Length];
        for (int w = 0; w < windows.Length; w++)
        {
            HybridFeatures features = LevelOneOf(windows[w].Past, _trainers, null);
            _ofWindows.Add(features);
            rows[w] = HybridRows.Read(features, windows[w], _options.MaxRows / windows.Length, _threads, _cancellationToken);
            alone[w] = withFacts ? HybridRows.Read(features, windows[w], _options.MaxRows / windows.Length, _threads, _cancellationToken, factsAlone: true) : rows[w];
        }

        return (rows, withFacts ? alone : null);
    }

    private HybridFeatures LevelOneOf(PurchaseMatrix past, IReadOnlyList<IProductScorerTrainer> some, bool[]? open)
    {
        HybridFeatures features = LevelOne.Train(some, past, _training.Horizon, open, _training.Windows.Length == 0 ? null : _training.Repeatable, _options.CandidatesOfEach, _cancellationToken);
        _partOf = [.. features.PartOfFeature];
        return features;
    }

    private static int[] FeaturesOf(int part) => part < 0 ? [] : [2 * part, (2 * part) + 1];

    private int[] Columns() => [.. Enumerable.Range(0, _partOf.Length).Where(feature => _partOf[feature] is "popularity" or "trend")];

    // The latest window is held out. With one window, or none, every fifth customer is.
    private static (HybridRows Learned, HybridRows HeldOut) Divide(HybridRows[] rows)
    {
        HybridRows latest = rows[^1];
        HybridRows learned = rows.Length > 1 ? HybridRows.Join(rows[..^1]) : latest.Select(customer => latest.Hashes[customer] % 5 != 0);
        HybridRows heldOut = rows.Length > 1 ? latest : latest.Select(customer => latest.Hashes[customer] % 5 == 0);
        return HasBothAnswers(learned) && HasBothAnswers(heldOut) ? (learned, heldOut) : (latest, latest);
    }

    private static bool HasBothAnswers(HybridRows rows) => rows.Labels.AsSpan().Contains(1.0) && rows.Labels.AsSpan().Contains(0.0);

    private static void RequireEnough(HybridRows rows)
    {
        double bought = rows.Labels.Sum();
        if (bought < LeastPurchases || bought == rows.Count)
        {
            throw new PropensityTrainingException(FormattableString.Invariant(
                $"Of {rows.Count} candidates of {rows.Customers} customers {bought:0} were bought in the latest window; with fewer than {LeastPurchases}, or all, there is nothing to learn from. Set another horizon, or give a longer history."));
        }
    }
}
