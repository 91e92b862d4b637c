namespace CrossSell.ML.Tests.Value;

/// <summary>The code of docs/potential.md that learns.</summary>
public class PotentialPageExamples
{
    [Fact]
    public void Rhythm_and_value()
    {
        PurchaseHistory history = Shop();
        var asOf = new DateTime(2026, 7, 1);

        #region value
        CustomerRhythms rhythms = CustomerRhythms.Of(history, asOf);
        CustomerActivities activities = DormancyRule.Default.Judge(rhythms);          // active, dormant, lost, by the own median gap
        BgNbdModel buying = BgNbdModel.Fit(rhythms);                                   // how often, and who is still there
        GammaGammaModel spending = GammaGammaModel.Fit(rhythms);                       // how much on an occasion
        var worth = new CustomerValueModel(buying, spending, marginShare: 0.3);

        int customer = rhythms.Customers.IndexOf("C7");
        PurchaseForecast forecast = buying.Forecast(rhythms.PatternOf(customer)!.Value, days: 70);
        CustomerValue value = worth.Of(rhythms, customer, days: 365)!;                 // expected margin with the interval of the margin itself
        #endregion

        Assert.Equal(rhythms.Count, activities.States.Length);
        Assert.InRange(forecast.ProbabilityAlive, 0, 1);
        Assert.InRange(value.ExpectedMargin, 0, value.Upper);
    }

    private static PurchaseHistory Shop()
    {
        SimulatedBuyers buyers = SimulatedBuyers.Draw(seed: 2, count: 500, (0.9, 20, 0.8, 2.5), horizon: 0);
        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < 500; c++)
        {
            PurchasePattern p = buyers.Patterns[c];
            DateTime first = new DateTime(2026, 7, 1).AddDays(-p.AgeDays);
            for (int k = 0; k <= p.Frequency; k++)
            {
                builder.Add(new Purchase { Customer = $"C{c}", Product = "p", Time = first.AddDays(p.Frequency == 0 ? 0 : k * p.RecencyDays / p.Frequency), Revenue = k == 0 ? 20 : buyers.MeanSpend[c] });
            }
        }

        return builder.Build();
    }
}
