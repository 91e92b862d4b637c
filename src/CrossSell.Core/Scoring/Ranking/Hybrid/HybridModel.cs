namespace CrossSell;

/// <summary>The weights of a logistic model over <see cref="HybridFeatures"/>.</summary>
/// <param name="Intercept">The logit of the mean candidate.</param>
/// <param name="Terms">One a feature.</param>
public sealed record HybridModel(double Intercept, IReadOnlyList<HybridTerm> Terms)
{
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
    }
}
