namespace CrossSell;

/// <summary>The weights of a logistic model over <see cref="HybridFeatures"/>, and trees on top of it where there are any.</summary>
/// <param name="Intercept">The logit of the mean candidate.</param>
/// <param name="Terms">One a feature.</param>
public sealed record HybridModel(double Intercept, IReadOnlyList<HybridTerm> Terms)
{
    /// <summary>What boosted trees add; null for nothing.</summary>
    public HybridTrees? Trees { get; init; }

    /// <summary>The logit of one candidate.</summary>
    /// <param name="values">Its features.</param>
    public double Of(ReadOnlySpan<double> values)
    {
        double logit = Intercept;
        for (int feature = 0; feature < Terms.Count; feature++)
        {
            logit += Terms[feature].Of(values[feature]);
        }

        return Trees is null ? logit : logit + Trees.Of(Row(values));
    }

    /// <summary>The features as trees see them.</summary>
    internal static float[] Row(ReadOnlySpan<double> values)
    {
        float[] row = new float[values.Length];
        for (int feature = 0; feature < row.Length; feature++)
        {
            row[feature] = (float)values[feature];
        }

        return row;
    }

    /// <summary>Writes the logit of every candidate. The length is a multiple of four.</summary>
    internal void Score(HybridScratch scratch, int firstOfCustomer, Span<double> logits)
    {
        double constant = Intercept;
        for (int feature = firstOfCustomer; feature < Terms.Count; feature++)
        {
            constant += Terms[feature].Weight == 0 || scratch.Count == 0 ? 0 : Terms[feature].Of(scratch.Feature(feature)[0]);
        }

        logits.Fill(constant);
        for (int feature = 0; feature < firstOfCustomer; feature++)
        {
            if (Terms[feature].Weight != 0)
            {
                Terms[feature].AddTo(scratch.Feature(feature), logits);
            }
        }

        if (Trees is { } trees)
        {
            AddTrees(trees, scratch, logits);
        }
    }

    private void AddTrees(HybridTrees trees, HybridScratch scratch, Span<double> logits)
    {
        const int OnStack = 256;
        Span<float> row = Terms.Count <= OnStack ? stackalloc float[Terms.Count] : new float[Terms.Count];
        for (int k = 0; k < scratch.Count; k++)
        {
            for (int feature = 0; feature < row.Length; feature++)
            {
                row[feature] = (float)scratch.Feature(feature)[k];
            }

            logits[k] += trees.Of(row);
        }
    }
}
