namespace CrossSell.ML.LeadScores;

/// <summary>What a card is fitted to: what each customer did, mixed with the chance that the full model gives him.</summary>
/// <remarks>
/// What a customer did is one throw of his chance: where buyers are rare, criteria chosen by it alone are chosen by luck as well. The model's chance has no such luck in it, but
/// shrinks what a few columns tell and spreads it over those that go with them. Between the two lies a target with a third of the noise (distillation with both kinds of
/// answers: Hinton, Vinyals and Dean 2015); cards made of it were better than those of either on every kind of data that was tried.
/// </remarks>
/// <param name="Buyers">For each customer the share of a buyer that he is, times his weight.</param>
/// <param name="Others">For each what is left of his weight.</param>
/// <param name="Chances">For each the chance that the full model gives him, strictly between 0 and 1.</param>
internal sealed record CardTarget(double[] Buyers, double[] Others, double[] Chances)
{
    // How much what a customer did counts.
    private const double ShareOfAnswers = 0.6;

    // A model may be sure; one answer that it did not expect must not outweigh all others.
    private const double LeastChance = 1e-4;

    /// <summary>The variance that chance leaves in the target, beside that of what customers did.</summary>
    public const double Noise = ShareOfAnswers * ShareOfAnswers;

    public int Count => Buyers.Length;

    public static CardTarget Of(LabeledCustomers customers, ReadOnlySpan<double> chances)
    {
        double[] buyers = new double[customers.Count];
        double[] others = new double[customers.Count];
        double[] held = new double[customers.Count];
        for (int row = 0; row < buyers.Length; row++)
        {
            double weight = customers.Weights.Length == 0 ? 1 : customers.Weights[row];
            held[row] = Math.Clamp(chances[row], LeastChance, 1 - LeastChance);
            double share = ((1 - ShareOfAnswers) * held[row]) + (customers.Labels[row] ? ShareOfAnswers : 0);
            (buyers[row], others[row]) = (weight * share, weight * (1 - share));
        }

        return new CardTarget(buyers, others, held);
    }
}
