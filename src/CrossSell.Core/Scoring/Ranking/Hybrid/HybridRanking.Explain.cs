namespace CrossSell;

public sealed partial class HybridRanking
{
    /// <summary>What a product's score is made of, and what it would fall without.</summary>
    /// <remarks>
    /// Parts are compared with a score of 0, popularity and trend with those of the mean candidate. What these would give is the base; what a part says beyond it is
    /// shared among the owned products as the part's own <see cref="IProductScorer.Explain"/> shares its score.
    /// Scores the customer anew for some of his products: some hundred times the cost of a ranking.
    /// </remarks>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know.</exception>
    public HybridExplanation Explain(in CustomerPurchases customer, int product)
    {
        List<HybridContribution> contributions = Contributions(customer, product, out double logit);
        return new HybridExplanation(product, logit, contributions, ReasonFinder.Find(this, customer, [product])[0]);
    }

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

        RequireKnown(customer);
        RequireProduct(product);
        HybridModel model = ModelOf(customer);
        double[] values = ValuesOf(customer, product, Features.Scratch());
        for (int c = 0; c < Features.Columns.Count; c++)
        {
            int feature = Features.FirstColumnFeature + c;
            values[feature] = Features.Columns[c].Cause == cause ? model.Terms[feature].Mean : values[feature];
        }

        return Calibrate(model.Of(values));
    }

    /// <summary>The logits by the model for customers with purchases, also where none is left: what removing a customer's products is measured by.</summary>
    internal double[] WarmLogits(in CustomerPurchases customer, ReadOnlySpan<int> products)
    {
        HybridScratch scratch = Features.Scratch();
        Features.Read(customer, products, scratch);
        Span<double> logits = scratch.Logits();
        Warm.Score(scratch, Features.FirstOfCustomer, logits);
        double[] calibrated = new double[products.Length];
        for (int k = 0; k < calibrated.Length; k++)
        {
            calibrated[k] = Calibrate(logits[k]);
        }

        return calibrated;
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
        int place = Propensity is { } part ? part.Schema.Columns.ToList().FindIndex(column => string.Equals(column.Name, attribute, StringComparison.Ordinal)) : -1;
        if (place < 0)
        {
            throw new ArgumentException($"The ranking knows no attribute '{attribute}'.", nameof(attribute));
        }

        double[] facts = customer.Facts.ToArray();
        if (facts.Length > 0)
        {
            facts[place] = double.NaN;
        }

        return Logit(customer.WithFacts(facts), product);
    }

    /// <summary>What the features of the customer add to the logit of every product.</summary>
    internal double CustomerTerms(in CustomerPurchases customer)
    {
        Span<double> values = stackalloc double[Features.Count - Features.FirstOfCustomer];
        Features.OfCustomerAlone(customer, values);
        double sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += Warm.Terms[Features.FirstOfCustomer + k].Of(values[k]);
        }

        return Slope * sum;
    }

    internal List<HybridContribution> Contributions(in CustomerPurchases customer, int product, out double logit)
    {
        logit = Logit(customer, product);
        HybridScratch scratch = Features.Scratch();
        double[] values = ValuesOf(customer, product, scratch);
        HybridModel model = ModelOf(customer);
        double[] boosted = new double[values.Length];
        model.Trees?.Explain(HybridModel.Row(values), boosted);
        var contributions = new List<HybridContribution> { new("base", ScoreCause.Base, -1, Shift + (Slope * (model.Intercept + (model.Trees?.Mean ?? 0)))) };
        for (int part = 0; part < Features.Parts.Count; part++)
        {
            if (Features.Parts[part].Scorer is PropensityScorer propensity)
            {
                AddPropensity(customer, product, part, propensity, model, scratch, contributions);
                AddBoosted(propensity.Name, Slope * (boosted[2 * part] + boosted[(2 * part) + 1]), propensity.Moves(customer, product), contributions);
                continue;
            }

            AddPart(customer, product, part, model, values, contributions);
            if (boosted[2 * part] != 0 || boosted[(2 * part) + 1] != 0)
            {
                var said = new List<ScoreContribution>();
                Features.Parts[part].Scorer.Explain(customer, product, said);
                AddBoosted(Features.Parts[part].Scorer.Name, Slope * (boosted[2 * part] + boosted[(2 * part) + 1]), said, contributions);
            }
        }

        for (int feature = Features.FirstColumnFeature; feature < values.Length; feature++)
        {
            AddFeature(product, feature, model.Terms[feature], values[feature], contributions);
            AddBoostedFeature(product, feature, Slope * boosted[feature], values[feature], contributions);
        }

        contributions.RemoveAll(contribution => contribution.Amount == 0);
        return contributions;
    }

    private double[] ValuesOf(in CustomerPurchases customer, int product, HybridScratch scratch)
    {
        Features.Read(customer, [product], scratch);
        double[] values = new double[Features.Count];
        for (int feature = 0; feature < values.Length; feature++)
        {
            values[feature] = scratch.Feature(feature)[0];
        }

        return values;
    }

    // What trees say of a part beyond the mean candidate is shared by the size of what the part itself rests on.
    private static void AddBoosted(string part, double amount, List<ScoreContribution> said, List<HybridContribution> contributions)
    {
        double whole = said.Sum(contribution => Math.Abs(contribution.Amount));
        if (amount == 0 || !(whole > 0))
        {
            contributions.Add(new HybridContribution(part, ScoreCause.Base, -1, amount));
            return;
        }

        foreach (ScoreContribution contribution in said)
        {
            contributions.Add(new HybridContribution(part, contribution.Cause, contribution.Product, amount * (Math.Abs(contribution.Amount) / whole)) { Attribute = contribution.Attribute });
        }
    }

    private void AddBoostedFeature(int product, int feature, double amount, double value, List<HybridContribution> contributions)
    {
        int column = feature - Features.FirstColumnFeature;
        (ScoreCause cause, int owned) = column < Features.Columns.Count ? (Features.Columns[column].Cause, -1)
            : feature >= Features.FirstOfCustomer ? (ScoreCause.Customer, -1)
            : value != 0 ? (ScoreCause.OwnedProduct, product) : (ScoreCause.Base, -1);
        contributions.Add(new HybridContribution(Features.PartOfFeature[feature], cause, owned, amount));
    }

    private void AddPart(in CustomerPurchases customer, int product, int part, HybridModel model, double[] values, List<HybridContribution> contributions)
    {
        HybridTerm level = model.Terms[2 * part];
        HybridTerm standing = model.Terms[(2 * part) + 1];
        if (level.Weight == 0 && standing.Weight == 0)
        {
            return;
        }

        IProductScorer scorer = Features.Parts[part].Scorer;
        double amount = Slope * (level.Of(values[2 * part]) + standing.Of(values[(2 * part) + 1]));
        double without = Slope * (level.Of(HybridFeatures.LevelOfNothing) + standing.Of(0));
        contributions.Add(new HybridContribution(scorer.Name, ScoreCause.Base, -1, without));
        var said = new List<ScoreContribution>();
        scorer.Explain(customer, product, said);
        double whole = said.Sum(contribution => contribution.Amount);
        if (Math.Abs(whole) <= 1e-9 * said.Sum(contribution => Math.Abs(contribution.Amount)))
        {
            contributions.Add(new HybridContribution(scorer.Name, ScoreCause.Base, -1, amount - without));
            return;
        }

        foreach (ScoreContribution contribution in said)
        {
            contributions.Add(new HybridContribution(scorer.Name, contribution.Cause, contribution.Product, (amount - without) * (contribution.Amount / whole)));
        }
    }

    // Compared with what the part says of its mean training customer, and shared as the logits of the part's own model are.
    private void AddPropensity(in CustomerPurchases customer, int product, int part, PropensityScorer scorer, HybridModel model, HybridScratch scratch, List<HybridContribution> contributions)
    {
        HybridTerm level = model.Terms[2 * part];
        HybridTerm standing = model.Terms[(2 * part) + 1];
        if (level.Weight == 0 && standing.Weight == 0)
        {
            return;
        }

        double amount = Slope * (level.Of(scratch.Feature(2 * part)[0]) + standing.Of(scratch.Feature((2 * part) + 1)[0]));
        (double fromLevel, double fromStanding) = Features.OfScore(part, scorer.Base(customer, product, out _, out double moved), scratch);
        double from = Slope * (level.Of(fromLevel) + standing.Of(fromStanding));
        List<ScoreContribution> moves = scorer.Moves(customer, product);
        bool isShared = Math.Abs(moved) > 1e-9 * moves.Sum(move => Math.Abs(move.Amount)) && moves.Count > 0;
        contributions.Add(new HybridContribution(scorer.Name, ScoreCause.Base, -1, isShared ? from : amount));
        double whole = moves.Sum(move => move.Amount);
        foreach (ScoreContribution move in isShared ? moves : [])
        {
            contributions.Add(new HybridContribution(scorer.Name, move.Cause, move.Product, (amount - from) * (move.Amount / whole)) { Attribute = move.Attribute });
        }
    }

    private void AddFeature(int product, int feature, HybridTerm term, double value, List<HybridContribution> contributions)
    {
        string part = Features.PartOfFeature[feature];
        int column = feature - Features.FirstColumnFeature;
        if (column < Features.Columns.Count)
        {
            contributions.Add(new HybridContribution(part, Features.Columns[column].Cause, -1, Slope * term.Of(value)));
            return;
        }

        double neither = feature < Features.FirstOfCustomer ? term.Of(0) : 0;
        (ScoreCause cause, int owned) = feature < Features.FirstOfCustomer ? (ScoreCause.OwnedProduct, product) : (ScoreCause.Customer, -1);
        bool has = feature >= Features.FirstOfCustomer || value != 0;
        contributions.Add(new HybridContribution(part, ScoreCause.Base, -1, Slope * (has ? neither : term.Of(value))));
        contributions.Add(new HybridContribution(part, cause, owned, has ? Slope * (term.Of(value) - neither) : 0));
    }
}
