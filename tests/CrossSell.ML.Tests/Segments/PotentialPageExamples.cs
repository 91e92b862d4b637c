using System.Globalization;

namespace CrossSell.ML.Tests.Segments;

/// <summary>The code of docs/potential.md about points cards and segments.</summary>
public class PotentialPageExamples
{
    [Fact]
    public void Card_and_segments()
    {
        LabeledCustomers customers = LeadScores.PlantedLeads.Customers(2_000, seed: 8);
        CultureInfo culture = CultureInfo.GetCultureInfo("de");
        ProductCatalog catalog = new([new Product { Id = new("car"), Category = "Motor", Margin = 90 }]);
        var builder = new PurchaseHistoryBuilder();
        for (int i = 0; i < customers.Count; i++)
        {
            builder.Add(new Purchase { Customer = customers.Table.Key(i)!, Product = i % 9 == 0 ? "car" : "other", Time = new DateTime(2026, 1, 1) });
        }

        PurchaseHistory history = builder.Build();
        double[] chance = new LeadScores.PlantedLeads.Truth.Model().Predict(customers.Table);
        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)), new WhiteSpaceOptions
        {
            Estimate = (customer, product) => new GapEstimate(chance[customer], 90),
        });

        #region card
        LeadScoreCard card = new LeadScoreTrainer(new LeadScoreOptions { MostCriteria = 4, Folds = 2 }).Train(customers);
        string toPrint = card.Describe(culture);                  // criteria with their points, what sums say, how good it is
        string asTable = card.CriteriaCsv();
        double probability = card.ProbabilityOf(card.Points(customers.Table)[0]);
        #endregion

        Assert.Contains("Punktekarte", toPrint, StringComparison.Ordinal);
        Assert.StartsWith("criterion,", asTable, StringComparison.Ordinal);
        Assert.InRange(probability, 0, 1);

        #region segments
        SegmentTree tree = SegmentTree.Grow(customers.Table, SegmentTarget.PropensitiesOf(space));
        CustomerGroups segments = tree.Assign(customers.Table);
        string[] howToAddress = [.. SegmentProfile.Of(segments, space).Select(profile => profile.Describe(culture, space.Categories))];
        string rule = SegmentTree.Describe(tree.Segments[0], culture); // such as "income: 3,000 or more; owner: yes"
        #endregion

        Assert.InRange(tree.Segments.Count, 2, 6);
        Assert.NotEqual("", rule);
        Assert.All(howToAddress, text => Assert.Contains("Kunden", text, StringComparison.Ordinal));
    }
}
