namespace CrossSell;

public sealed partial class HybridRanking
{
    /// <summary>The logit with what others bought left out: as if the product were as popular, or as much bought of late, as the mean candidate.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <param name="cause"><see cref="ScoreCause.Trend"/> or <see cref="ScoreCause.Popularity"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know, or the cause is another.</exception>
    public double LogitWithout(in CustomerPurchases customer, int product, ScoreCause cause)
    {
        if (cause is not (ScoreCause.Trend or ScoreCause.Popularity))
        {
            throw new ArgumentException($"Trend and popularity can be left out of a score, not {cause}; take an owned product out of the customer's purchases instead.", nameof(cause));
        }

        return LogitWithout(customer, Look(customer, [product], out _)[0], cause);
    }

    /// <summary>The same of a product whose features were read.</summary>
    internal double LogitWithout(in CustomerPurchases customer, ReadOnlySpan<double> read, ScoreCause cause)
    {
        HybridModel model = ModelOf(customer);
        double[] values = read.ToArray();
        for (int c = 0; c < Features.Columns.Count; c++)
        {
            int feature = Features.FirstColumnFeature + c;
            values[feature] = Features.Columns[c].Cause == cause ? model.Terms[feature].Mean : values[feature];
        }

        return Calibrate(model.Of(values));
    }

    /// <summary>The logits by the model for customers with purchases, also where none is left: what removing a customer's products is measured by.</summary>
    internal double[] WarmLogits(in CustomerPurchases customer, ReadOnlySpan<int> products) => Logits(customer, products, Warm);

    /// <summary>The log odds of several products, each once, in one scoring.</summary>
    internal double[] Logits(in CustomerPurchases customer, ReadOnlySpan<int> products) => Logits(customer, products, ModelOf(customer));

    private double[] Logits(in CustomerPurchases customer, ReadOnlySpan<int> products, HybridModel model)
    {
        HybridScratch scratch = Features.Scratch();
        Features.Read(customer, products, scratch);
        Span<double> logits = scratch.Logits();
        model.Score(scratch, Features.FirstOfCustomer, logits);
        double[] calibrated = new double[products.Length];
        for (int k = 0; k < calibrated.Length; k++)
        {
            calibrated[k] = Calibrate(logits[k]);
        }

        return calibrated;
    }

    /// <summary>The features and log odds of several products, each once, in one scoring.</summary>
    internal double[][] Look(in CustomerPurchases customer, ReadOnlySpan<int> products, out double[] logits)
    {
        RequireKnown(customer);
        foreach (int product in products)
        {
            RequireProduct(product);
        }

        logits = Logits(customer, products);
        HybridScratch scratch = Features.Scratch();
        double[][] values = new double[products.Length][];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = new double[Features.Count];
            for (int feature = 0; feature < values[k].Length; feature++)
            {
                values[k][feature] = scratch.Feature(feature)[k];
            }
        }

        return values;
    }

    /// <summary>The logit with an attribute of the customer counted as unknown.</summary>
    /// <param name="customer">What the customer has bought, and what else is known of him.</param>
    /// <param name="product">The product's place.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know, or there is no such attribute.</exception>
    public double LogitWithout(in CustomerPurchases customer, int product, string attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        int place = PlaceOf(attribute);
        if (place < 0)
        {
            throw new ArgumentException($"The ranking knows no attribute '{attribute}'.", nameof(attribute));
        }

        RequireKnown(customer);
        RequireProduct(product);
        return LogitsWithout(customer, [product], place)[0];
    }

    /// <summary>The same of several products, each once, in one scoring.</summary>
    internal double[] LogitsWithout(in CustomerPurchases customer, ReadOnlySpan<int> products, string attribute) => LogitsWithout(customer, products, PlaceOf(attribute));

    private double[] LogitsWithout(in CustomerPurchases customer, ReadOnlySpan<int> products, int place)
    {
        double[] facts = customer.Facts.ToArray();
        if (facts.Length > 0)
        {
            facts[place] = double.NaN;
        }

        return Logits(customer.WithFacts(facts), products);
    }

    private int PlaceOf(string attribute) => Propensity is { } part ? part.Schema.Columns.ToList().FindIndex(column => string.Equals(column.Name, attribute, StringComparison.Ordinal)) : -1;
}
