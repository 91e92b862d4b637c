using CrossSell.Ledger;
using CrossSell.Mining;

namespace CrossSell.Tests.Potential;

/// <summary>The code of docs/potential.md about the programme and the unknowns.</summary>
public class ProgrammePageExamples
{
    [Fact]
    public void Programme_and_unknowns()
    {
        ProductCatalog catalog = new([
            new Product { Id = new("home"), Category = "Home", Margin = 40 }, new Product { Id = new("car"), Category = "Motor", Margin = 90 }, new Product { Id = new("pet"), Category = "Pets", Margin = 15 },
        ]);
        var builder = new PurchaseHistoryBuilder();
        for (int i = 0; i < 400; i++)
        {
            string seller = i % 4 == 0 ? "Anna" : "Bert";
            builder.Add(new Purchase { Customer = $"C{i}", Product = "home", Seller = seller, Time = new DateTime(2026, 1, 1) });
            if (seller == "Bert" && i % 3 == 0)
            {
                builder.Add(new Purchase { Customer = $"C{i}", Product = "car", Seller = seller, Time = new DateTime(2026, 2, 1) });
            }
        }

        PurchaseHistory history = builder.Build();
        var now = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        CustomerGroups regions = CustomerGroups.Of(Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? "north" : "south"));
        Offer[] offersOfTheLedger = [new Offer { Id = "1", Customer = new("C1"), Product = new("car"), EquivalenceSet = "car", CreatedAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), State = OfferState.Open }];

        #region programme
        ProgrammeGaps gaps = ProgrammeGaps.Of(history, catalog, now, new ProgrammeOptions
        {
            Sellers = ProgrammeGaps.SellersOf(history, now),
            Peers = regions,                                      // what the other sellers' customers of the same region have is expected
            Offers = offersOfTheLedger,
        });
        ProductGap first = gaps.Products[0];                      // most margin at stake
        (double least, double most) = (first.StakeLower, first.StakeUpper);
        IEnumerable<Product> neverOffered = gaps.NeverOffered;
        #endregion

        Assert.Equal("car", catalog[first.Product].Id.Value);
        Assert.True(first.Stake > 0 && least >= 0 && most > first.Stake);
        Assert.Equal(["home", "pet"], neverOffered.Select(p => p.Id.Value));

        WhiteSpace space = WhiteSpace.Of(history, new EligibilityChecker(catalog), new EligibilityRequest(now), new WhiteSpaceOptions { Estimate = (_, product) => new GapEstimate(0.1, (double)catalog[product].Margin!) });
        double[] shareElsewhere = [0.1, 0.6, 0.05];

        #region unknowns
        var questions = new CompetitorQuestions(space, (customer, category) => shareElsewhere[category], costOfOffer: 5);
        UnknownsChecklist list = UnknownsChecklist.Of(space.Customers.Count, questions.Of, new UnknownsOptions { CostOfAsking = 0.1 });
        ChecklistRow ask = list.Rows[0];                          // "contract elsewhere: Motor": of how many it is worth asking, and what it brings
        #endregion

        Assert.Equal("contract elsewhere: Motor", ask.Fact);
        Assert.True(ask.WorthAsking > 0 && ask.Value > 0);

        #region grid
        var holdings = Transactions.From(history, TransactionUnit.Customer);
        SuitabilityGrid products = SuitabilityGrid.Of(SuitabilityMatrix.Grade(holdings), most: 25);
        SuitabilityGrid categories = SuitabilityGrid.ByCategory(holdings, catalog);
        #endregion

        Assert.Equal(["home", "car"], products.Ids);
        Assert.Equal(["Home", "Motor"], categories.Ids);
    }
}
