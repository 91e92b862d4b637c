namespace CrossSell;

/// <summary>Something about a customer that is not known and could be asked.</summary>
/// <remarks>Immutable and thread-safe as far as its list is.</remarks>
/// <param name="Name">What is asked, the same for every customer, such as "home owner" or "contract elsewhere: Motor".</param>
/// <param name="Answers">Every answer that it may get; at least one.</param>
public sealed record UnknownFact(string Name, IReadOnlyList<FactAnswer> Answers)
{
    /// <summary>
    /// What it is worth to know the answer before choosing what to offer: sum of P(answer) · best(values if it is the answer) - best(mean values), where best is the sum of
    /// the greatest values above 0. Never below 0 (Raiffa and Schlaifer 1961, expected value of perfect information). O(answers · offers log offers).
    /// </summary>
    /// <param name="offers">How many offers are made at most; 1 or more. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offers"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">There is no answer, probabilities do not add up to 1, answers have different offers, or a value is not finite.</exception>
    public double ValueOfKnowing(int offers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offers, 1);
        Check();
        double[] mean = new double[Answers[0].Values.Count];
        double with = 0;
        foreach (FactAnswer answer in Answers)
        {
            with += answer.Probability * Best([.. answer.Values], offers);
            for (int k = 0; k < mean.Length; k++)
            {
                mean[k] += answer.Probability * answer.Values[k];
            }
        }

        return Math.Max(0, with - Best(mean, offers));
    }

    private static double Best(double[] values, int offers)
    {
        Array.Sort(values);
        double sum = 0;
        for (int i = values.Length - 1; i >= Math.Max(0, values.Length - offers) && values[i] > 0; i--)
        {
            sum += values[i];
        }

        return sum;
    }

    private void Check()
    {
        double all = Answers.Sum(a => a.Probability);
        string? wrong = Answers.Count == 0 ? "it has no answer"
            : Answers.Any(a => !(a.Probability >= 0 && a.Probability <= 1)) || Math.Abs(all - 1) > 1e-6 ? FormattableString.Invariant($"the probabilities of its answers add up to {all}; each must be from 0 to 1 and all together 1")
            : Answers.Any(a => a.Values.Count != Answers[0].Values.Count) ? "its answers do not all have a value for the same offers"
            : Answers.Any(a => a.Values.Any(v => !double.IsFinite(v))) ? "a value of one of its answers is not a finite number"
            : null;
        if (wrong is not null)
        {
            throw new InvalidOperationException($"The question '{Name}' cannot be valued: {wrong}.");
        }
    }
}
