namespace CrossSell;

/// <summary>Boosted trees over <see cref="HybridFeatures"/>: what they add to the logit of the logistic model.</summary>
/// <remarks>
/// Flat arrays, tree after tree, each with its root first and children after their parents. A node sends a candidate left whose feature, as <see cref="float"/>, lies
/// below its threshold. Immutable as long as the arrays handed in are not changed, and thread-safe. O(trees · depth) a candidate.
/// </remarks>
public sealed class HybridTrees
{
    private readonly int[] _starts;
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _values;
    private readonly double[] _covers;

    /// <summary>Trees of these nodes.</summary>
    /// <param name="starts">Where each tree's nodes begin, and at last how many nodes there are.</param>
    /// <param name="features">For each node the feature asked about; -1 for a leaf.</param>
    /// <param name="thresholds">For each node what a feature must lie below to go left; 0 for a leaf.</param>
    /// <param name="left">For each node the place of its left child; 0 for a leaf.</param>
    /// <param name="right">For each node the place of its right child; 0 for a leaf.</param>
    /// <param name="values">What a leaf adds to the logit; 0 for other nodes.</param>
    /// <param name="covers">The weight of the training candidates that came to the node, above 0.</param>
    /// <exception cref="ArgumentException">The arrays do not fit each other, a child stands outside its tree or is another's, or a number is not finite.</exception>
    public HybridTrees(int[] starts, int[] features, float[] thresholds, int[] left, int[] right, double[] values, double[] covers)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(features);
        _starts = starts;
        _features = features;
        _thresholds = thresholds;
        _left = left;
        _right = right;
        _values = values;
        _covers = covers;
        Mean = 0;
        RequireTrees();
        for (int tree = 0; tree < Count; tree++)
        {
            for (int node = starts[tree]; node < starts[tree + 1]; node++)
            {
                Mean += features[node] < 0 ? covers[node] / covers[starts[tree]] * values[node] : 0;
            }
        }
    }

    /// <summary>The number of trees.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>What the trees add to the mean training candidate.</summary>
    public double Mean { get; }

    /// <summary>The greatest feature that is asked about; -1 when none is.</summary>
    internal int GreatestFeature => _features.Length == 0 ? -1 : _features.Max();

    /// <summary>Whether some tree asks about a feature.</summary>
    internal bool Asks(int feature) => _features.Contains(feature);

    internal (int[] Starts, int[] Features, float[] Thresholds, int[] Left, int[] Right, double[] Values, double[] Covers) Arrays => (_starts, _features, _thresholds, _left, _right, _values, _covers);

    /// <summary>What the trees add to the logit of a candidate.</summary>
    /// <param name="row">Its features.</param>
    public double Of(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (int tree = 0; tree < Count; tree++)
        {
            int node = _starts[tree];
            while (_features[node] >= 0)
            {
                node = row[_features[node]] < _thresholds[node] ? _left[node] : _right[node];
            }

            sum += _values[node];
        }

        return sum;
    }

    /// <summary>What each feature adds beyond <see cref="Mean"/>: exact Shapley values, with the training candidates' own ways through a tree as background. They add up to what the trees add less the mean.</summary>
    /// <remarks>Lundberg et al. 2020, "From local explanations to global understanding with explainable AI for trees". O(leaves · depth^3).</remarks>
    /// <param name="row">The candidate's features.</param>
    /// <param name="contributions">One place a feature; added to.</param>
    public void Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        var path = new List<(int Feature, double Zero, double One)>();
        for (int tree = 0; tree < Count; tree++)
        {
            Visit(_starts[tree], row, path, contributions);
        }
    }

    // On the way to a leaf each feature asked about has a share of candidates who would go on were it not known, and whether this one does.
    private void Visit(int node, ReadOnlySpan<float> row, List<(int Feature, double Zero, double One)> path, Span<double> contributions)
    {
        int asked = _features[node];
        if (asked < 0)
        {
            AddLeaf(path, _values[node], contributions);
            return;
        }

        bool goesLeft = row[asked] < _thresholds[node];
        foreach ((int child, bool isOwn) in new[] { (_left[node], goesLeft), (_right[node], !goesLeft) })
        {
            double share = _covers[child] / _covers[node];
            int at = path.FindIndex(step => step.Feature == asked);
            (int Feature, double Zero, double One) before = at < 0 ? (asked, 1, 1) : path[at];
            (int Feature, double Zero, double One) step = (asked, before.Zero * share, isOwn ? before.One : 0);
            if (at < 0)
            {
                path.Add(step);
            }
            else
            {
                path[at] = step;
            }

            Visit(child, row, path, contributions);
            if (at < 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else
            {
                path[at] = before;
            }
        }
    }

    // A leaf is a product of its features: known, each counts as one or zero; not known, as its share. Of the others' product the terms are kept by how many are known.
    private static void AddLeaf(List<(int Feature, double Zero, double One)> path, double value, Span<double> contributions)
    {
        int depth = path.Count;
        double[] known = new double[depth];
        for (int i = 0; i < depth; i++)
        {
            Array.Clear(known);
            known[0] = 1;
            int others = 0;
            for (int j = 0; j < depth; j++)
            {
                if (j == i)
                {
                    continue;
                }

                others++;
                for (int size = others; size >= 0; size--)
                {
                    known[size] = (size < others ? known[size] * path[j].Zero : 0) + (size > 0 ? known[size - 1] * path[j].One : 0);
                }
            }

            // A set of this size comes first in 1 of depth · choose(depth - 1, size) orders.
            double sum = 0;
            double orders = depth;
            for (int size = 0; size < depth; size++)
            {
                sum += known[size] / orders;
                orders = orders * (depth - 1 - size) / (size + 1);
            }

            contributions[path[i].Feature] += value * sum * (path[i].One - path[i].Zero);
        }
    }

    private void RequireTrees()
    {
        int nodes = _features.Length;
        bool fits = _starts.Length > 0 && _starts[0] == 0 && _starts[^1] == nodes
            && _thresholds.Length == nodes && _left.Length == nodes && _right.Length == nodes && _values.Length == nodes && _covers.Length == nodes
            && Array.TrueForAll(_thresholds, float.IsFinite) && Array.TrueForAll(_values, double.IsFinite) && Array.TrueForAll(_covers, cover => cover > 0 && double.IsFinite(cover));
        bool[] reached = new bool[nodes];
        for (int tree = 0; fits && tree + 1 < _starts.Length; tree++)
        {
            fits = _starts[tree] < _starts[tree + 1] && _starts[tree + 1] <= nodes;
            for (int node = _starts[tree]; fits && node < _starts[tree + 1]; node++)
            {
                fits = node == _starts[tree] || reached[node];
                foreach (int child in _features[node] < 0 ? [] : new[] { _left[node], _right[node] })
                {
                    fits = fits && child > node && child < _starts[tree + 1] && !reached[child];
                    if (fits)
                    {
                        reached[child] = true;
                    }
                }
            }
        }

        if (!fits || Array.Exists(_features, feature => feature < -1))
        {
            throw new ArgumentException($"The {nodes} nodes are not those of {_starts.Length - 1} trees: each tree has its root first, children after their parents, each child one parent, and finite numbers.", "starts");
        }
    }
}
