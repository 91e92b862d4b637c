using CrossSell.ML.Features;

namespace CrossSell.ML.LeadScores;

/// <summary>Chooses criteria one after another, and after each exchanges an earlier one for any other while that is better (Efroymson 1960).</summary>
internal sealed class CardSearch
{
    // Those that tell most alone.
    private const int MostCandidates = 64;

    // A class more on the card must tell so much.
    private const double CostOfClass = 1;
    private const double LeastGain = 1e-6;

    private readonly CardTarget _target;
    private readonly CriterionClasses[] _candidates;
    private readonly ClassMoments _moments;
    private readonly CardGrids _grids;
    private readonly CancellationToken _cancellation;
    private readonly List<FittedCard> _cards = [];
    private int[] _chosen = [];

    public CardSearch(CustomerTable customers, CardTarget target, LeadScoreOptions options, CancellationToken cancellationToken)
    {
        _target = target;
        _cancellation = cancellationToken;
        Field[] fields = [.. FieldFitter.Fit(customers, options.UseProtected).Select(ReadableCuts.Of)];
        EncodedField[] encoded = FieldEncoder.Encode(fields, customers);
        CriterionClasses? Classes(int f, LeadScoreOptions with, double chance) => CriterionClasses.Find(fields[f], encoded[f], target, with, chance);
        CriterionClasses[] found = [.. fields.Select((_, f) => Classes(f, options, ClassMerger.Chance * CardTarget.Noise)).OfType<CriterionClasses>()];
        if (found.Length == 0)
        {
            throw NothingTells();
        }

        _candidates = [.. found.Index().OrderByDescending(c => c.Item.Deviance).ThenBy(c => c.Index).Take(MostCandidates).OrderBy(c => c.Index).Select(c => c.Item)];
        _moments = new ClassMoments(_candidates, target);
        _grids = new CardGrids(_candidates, criterion => Classes(Array.IndexOf(fields, criterion.Field), CardGrids.Options(options), 0), target, cancellationToken);
    }

    public static PropensityTrainingException NothingTells() =>
        new("No column tells buyers from others: every one has customers of one class only, so there is no criterion to ask for. More customers or other columns would help.");

    /// <summary>The best found cards of 1, 2, ... criteria.</summary>
    public IReadOnlyList<FittedCard> Run(int most)
    {
        while (_cards.Count < Math.Min(most, _candidates.Length))
        {
            _cancellation.ThrowIfCancellationRequested();
            _chosen = Exchange(Best(_chosen).Chosen);
            CriterionClasses[] criteria = [.. _chosen.Select(c => _candidates[c])];
            _cards.Add(new FittedCard(criteria, CardFit.Of(criteria, _target, _cancellation)));
        }

        return [.. _cards.Take(most)];
    }

    /// <summary>The best found cards of 1, 2, ... criteria with up to so many grids: for each number of criteria a list by the number of grids, which ends where no pair is left.</summary>
    public IReadOnlyList<IReadOnlyList<FittedCard>> RunWithGrids(int most, int mostGrids) => _grids.Run(Run(most), mostGrids);

    private int[] Exchange(int[] chosen)
    {
        double worth = Worth(chosen);
        while (true)
        {
            (int[] best, double most) = chosen.Select(c => Best([.. chosen.Where(other => other != c)])).MaxBy(found => found.Worth);
            if (most <= worth + LeastGain)
            {
                return chosen;
            }

            (chosen, worth) = (best, most);
        }
    }

    /// <summary>Those chosen and the one more that adds most; ties: the earlier column.</summary>
    private (int[] Chosen, double Worth) Best(int[] chosen) => Enumerable.Range(0, _candidates.Length).Where(c => !chosen.Contains(c))
        .Select(c => (int[])[.. chosen.Append(c).Order()]).Select(wider => (wider, Worth(wider))).MaxBy(found => found.Item2);

    private double Worth(int[] chosen) => _moments.Told(chosen) - (CostOfClass * chosen.Sum(c => _candidates[c].Count - 1));
}
