namespace CrossSell;

public sealed partial class HybridRanking
{
    /// <summary>What a product's score is made of, and what it would fall without.</summary>
    /// <remarks>
    /// Parts are compared with a score of 0, popularity and trend with those of the mean candidate. What these would give is the base; what a part says beyond it is
    /// shared among the owned products as the part's own <see cref="IProductScorer.Explain"/> shares its score.
    /// Scores the customer anew for some of his products: several times the cost of a ranking.
    /// </remarks>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="product">The product's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know.</exception>
    public HybridExplanation Explain(in CustomerPurchases customer, int product) => Explain(customer, [product])[0];

    /// <summary>The same of several products, which together take little more time than one.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <param name="products">The products' places, each once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product.</exception>
    /// <exception cref="ArgumentException">The customer has a product that the ranking does not know, or a product stands twice among <paramref name="products"/>.</exception>
    public IReadOnlyList<HybridExplanation> Explain(in CustomerPurchases customer, ReadOnlySpan<int> products)
    {
        int[] asked = products.ToArray();
        var seen = new HashSet<int>();
        foreach (int product in asked)
        {
            if (!seen.Add(product))
            {
                throw new ArgumentException($"Product {product} stands twice; each product is explained once.", nameof(products));
            }
        }

        var explanations = new HybridExplanation[asked.Length];
        RankingReason[] reasons = ReasonFinder.Find(this, customer, asked);
        double[] logits = [];
        double[][] values = asked.Length == 0 ? [] : Look(customer, asked, out logits);
        for (int i = 0; i < asked.Length; i++)
        {
            explanations[i] = new HybridExplanation(asked[i], logits[i], Contributions(customer, asked[i], values[i]), reasons[i]);
        }

        return explanations;
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
        double[][] values = Look(customer, [product], out double[] logits);
        logit = logits[0];
        return Contributions(customer, product, values[0]);
    }

    /// <summary>What the logit of a product is made of whose features were read last on this thread, alone or with others.</summary>
    internal List<HybridContribution> Contributions(in CustomerPurchases customer, int product, double[] values)
    {
        HybridScratch scratch = Features.Scratch();
        HybridModel model = ModelOf(customer);
        double[] boosted = new double[values.Length];
        model.Trees?.Explain(HybridModel.Row(values), boosted);
        var contributions = new List<HybridContribution> { new("base", ScoreCause.Base, -1, Shift + (Slope * (model.Intercept + (model.Trees?.Mean ?? 0)))) };
        for (int part = 0; part < Features.Parts.Count; part++)
        {
            if (Features.Parts[part].Scorer is PropensityScorer propensity)
            {
                AddPropensity(customer, product, part, propensity, model, values, scratch, contributions);
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
    private void AddPropensity(in CustomerPurchases customer, int product, int part, PropensityScorer scorer, HybridModel model, double[] values, HybridScratch scratch, List<HybridContribution> contributions)
    {
        HybridTerm level = model.Terms[2 * part];
        HybridTerm standing = model.Terms[(2 * part) + 1];
        if (level.Weight == 0 && standing.Weight == 0)
        {
            return;
        }

        double amount = Slope * (level.Of(values[2 * part]) + standing.Of(values[(2 * part) + 1]));
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
