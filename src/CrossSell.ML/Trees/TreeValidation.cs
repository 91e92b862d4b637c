using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML.Trees;

/// <summary>Boosts on each part of a division at the same pace, and finds after how many trees the rows held out are predicted best.</summary>
internal sealed class TreeValidation
{
    /// <summary>So many trees are added between two looks.</summary>
    private const int Pace = 10;

    /// <summary>How far behind the best, in trees at a learning rate of 1, nothing more is hoped for.</summary>
    private const double Patience = 2.5;

    private readonly TreeSample _sample;
    private readonly TreeSettings _settings;
    private readonly Booster[] _boosters;
    private readonly TreeRows[] _tests;
    private readonly double[] _logits;

    public TreeValidation(TreeSample sample, TreeSettings settings)
    {
        _sample = sample;
        _settings = settings;
        _logits = new double[sample.Labels.Length];
        Array.Fill(_logits, double.NaN);
        _boosters = new Booster[sample.Splits.Length];
        _tests = new TreeRows[sample.Splits.Length];
        for (int s = 0; s < _boosters.Length; s++)
        {
            Split split = sample.Splits[s];
            double[] labels = Array.ConvertAll(split.Train, row => sample.Labels[row]);
            double[]? weights = sample.Weights is null ? null : Array.ConvertAll(split.Train, row => sample.Weights[row]);
            double start = Booster.BaseLogit(labels, weights);
            _boosters[s] = new Booster(sample.Rows.Select(split.Train), labels, weights, Array.ConvertAll(split.Train, row => sample.Hashes[row]), settings, start, threads: 1);
            _tests[s] = sample.Rows.Select(split.Test);
            foreach (int row in split.Test)
            {
                _logits[row] = start;
            }
        }
    }

    /// <summary>The number of trees that did best, 0 when the base rate did.</summary>
    public TreeCandidate Run(int mostTrees, int threads, CancellationToken cancellationToken)
    {
        var best = new TreeCandidate(_settings, 0, (double[])_logits.Clone(), Validation.MeanLoss(_logits, _sample.Labels, _sample.Weights));
        int patience = (int)Math.Ceiling(Patience / _settings.LearningRate);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        for (int trees = 0; trees < mostTrees && trees - best.Trees < patience;)
        {
            int more = Math.Min(Pace, mostTrees - trees);
            Parallel.For(0, _boosters.Length, options, s => Advance(s, more));
            trees += more;
            double loss = Validation.MeanLoss(_logits, _sample.Labels, _sample.Weights);
            best = loss < best.Loss ? new TreeCandidate(_settings, trees, (double[])_logits.Clone(), loss) : best;
        }

        return best;
    }

    private void Advance(int s, int trees)
    {
        int[] test = _sample.Splits[s].Test;
        for (int i = 0; i < trees; i++)
        {
            RegressionTree tree = _boosters[s].Next();
            for (int row = 0; row < test.Length; row++)
            {
                _logits[test[row]] += tree.Values[tree.Leaf(_tests[s].Codes, row)];
            }
        }
    }
}
