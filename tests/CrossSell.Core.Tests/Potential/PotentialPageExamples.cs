namespace CrossSell.Tests.Potential;

/// <summary>The code of docs/potential.md that needs no learning.</summary>
public class PotentialPageExamples
{
    [Fact]
    public void White_space()
    {
        ProductCatalog catalog = new([
            new Product { Id = new("home"), Category = "Home", Margin = 40 }, new Product { Id = new("car"), Category = "Motor", Margin = 90 }, new Product { Id = new("life"), Category = "Life", Margin = 200 },
        ]);
        var builder = new PurchaseHistoryBuilder();
        builder.Add(new Purchase { Customer = "1", Product = "home", Time = new DateTime(2026, 1, 1) });
        builder.Add(new Purchase { Customer = "2", Product = "car", Time = new DateTime(2026, 2, 1) });
        PurchaseHistory history = builder.Build();
        var checker = new EligibilityChecker(catalog);
        var now = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        double[,] propensity = { { 0.1, 0.2, 0.05 }, { 0.4, 0.1, 0.1 } };
        bool[] hasCar = [false, true];
        const int motor = 2;
        CustomerGroups segments = CustomerGroups.Of(["young", "old"]);

        #region space
        WhiteSpace space = WhiteSpace.Of(history, checker, new EligibilityRequest(now), new WhiteSpaceOptions
        {
            Estimate = (customer, product) => new GapEstimate(Propensity: propensity[customer, product], Margin: (double)catalog[product].Margin!),
            IsRelevant = (customer, category) => category != motor || hasCar[customer],
        });
        IReadOnlyList<CoverageRow> coverage = space.Coverage(segments, goal: 0.8);     // a row for each segment, all customers last
        IReadOnlyList<Gap> calls = space.TopGaps(100);                                 // whom to offer what first
        EffortCurve effort = space.Effort(costOfOffer: 12);                            // how many offers pay, how many reach the goal
        #endregion

        Assert.Equal([1.0 / 3, 0.5, 0.4], coverage.Select(r => r.Coverage));
        Assert.Equal([(1, 2), (1, 0), (0, 2)], calls.Select(g => (g.Customer, g.Product)));
        Assert.Equal((2L, null), (effort.OffersThatPay, effort.OffersToGoal));
    }

    [Fact]
    public void Classes_then_and_today()
    {
        Purchase Bought(string customer, int year, double revenue) => new() { Customer = customer, Product = "tea", Time = new DateTime(year, 3, 1), Revenue = revenue };
        ProductCatalog catalog = new([new Product { Id = new("tea"), Kind = ProductKind.Repurchasable }]);
        PurchaseHistory history = PurchaseHistory.From([Bought("1", 2025, 500), Bought("1", 2026, 10), Bought("2", 2025, 20), Bought("2", 2026, 30), Bought("3", 2025, 5), Bought("3", 2026, 900)]);
        var now = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        Func<CustomerId, IReadOnlyList<CrossSell.Ledger.ClassChange>> changesOfTheLedger = _ => [];
        static double[] potentialsOf(PurchaseHistory known) => [.. known.Customers.Select(_ => 15.0)];

        #region moves
        ValueClassSnapshot then = ValueClassSnapshot.Of(history, now.AddYears(-1), catalog, potentialsOf);  // by what was known a year ago
        ValueClassSnapshot today = ValueClassSnapshot.Of(history, now, catalog, potentialsOf, changes: changesOfTheLedger);
        var moves = ValueClassMoves.Between(then, today);
        int lost = moves[ValueClass.A, ValueClass.C].Customers;   // from A to C
        double fell = moves.Fell.Change;                          // what those who fell bring less in a year
        #endregion

        Assert.Equal((ValueClass.A, 500.0), (then.EffectiveOf(0), then.Yields[0]));
        Assert.Equal(moves.Fell.Customers - lost, moves.Moves.Where(m => m.From < m.To && (m.From, m.To) != (ValueClass.A, ValueClass.C)).Sum(m => m.Customers));
        Assert.Equal(-490, fell);
    }
}
