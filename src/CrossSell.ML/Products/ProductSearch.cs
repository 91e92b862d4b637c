namespace CrossSell.ML.Products;

/// <summary>Finds by validation how strongly the weights are held, and whether what the rules say helps.</summary>
internal sealed class ProductSearch(ProductValidation validation, bool hasRules)
{
    private static readonly double[] s_mains = [1_000, 300, 100, 30, 10, 3, 1];
    private static readonly double[] s_stepsOfMain = [0.1, 10];

    /// <summary>The best strengths and what they say of the rows held out; and the loss of the best with the rules taken the other way, null where there are none.</summary>
    public (ProductStrengths Strengths, HeldOut HeldOut, double? OtherLoss) Run(CancellationToken cancellationToken)
    {
        ProductStrengths best = default;
        HeldOut? said = null;
        foreach (double main in s_mains)
        {
            // From strong to weak the loss falls and rises again: behind the turn there is nothing to find.
            if (!Try(new ProductStrengths(main, main, hasRules)))
            {
                break;
            }
        }

        foreach (double share in s_stepsOfMain)
        {
            if (Try(best with { Steps = best.Main * share }))
            {
                break;
            }
        }

        if (!hasRules)
        {
            return (best, said!, null);
        }

        ProductStrengths otherwise = best with { WithRules = false };
        HeldOut without = validation.Try(otherwise, cancellationToken);
        return without.Loss < said!.Loss ? (otherwise, without, said.Loss) : (best, said, without.Loss);

        bool Try(ProductStrengths strengths)
        {
            HeldOut now = validation.Try(strengths, cancellationToken);
            if (said is not null && !(now.Loss < said.Loss))
            {
                return false;
            }

            (best, said) = (strengths, now);
            return true;
        }
    }
}
