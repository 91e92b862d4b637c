using System.Globalization;
using CrossSell;
using CrossSell.ML;

namespace ModelComparison;

/// <summary>The other half of a good offer: the moment.</summary>
internal static class Moments
{
    public static void Show(PurchaseHistory history, ProductCatalog catalog, DateTime cutoff)
    {
        CultureInfo english = CultureInfo.GetCultureInfo("en");
        CultureInfo german = CultureInfo.GetCultureInfo("de");
        ProductTiming timing = new ProductTimingTrainer().Train(history, cutoff);
        Console.WriteLine();
        Console.WriteLine("When? After these purchases others follow soonest:");
        foreach (TimingTrigger trigger in timing.Triggers.OrderByDescending(trigger => trigger.Lift).Take(4))
        {
            Console.WriteLine($"  {Name(trigger.Cause, english)}: {Name(trigger.Product, english)} on days {trigger.FromDay} to {trigger.ToDay}, {trigger.Lift:F1} times as often as usual ({trigger.InWindow} of {trigger.Purchases} purchases)");
        }

        // The customer and product that gain most by waiting for the right moment.
        PurchaseMatrix known = PurchaseMatrix.Of(history, cutoff);
        (int Customer, TimingMoment Moment)? found = null;
        for (int customer = 0; customer < known.Customers.Count; customer++)
        {
            for (int product = 0; product < timing.ProductCount; product++)
            {
                TimingMoment moment = timing.BestMoment(known[customer], product, cutoff, within: TimeSpan.FromDays(180), window: TimeSpan.FromDays(28));
                double gain = moment.Probability - moment.ProbabilityNow;
                found = moment.Trigger is not null && gain > (found is { } best ? best.Moment.Probability - best.Moment.ProbabilityNow : 0) ? (customer, moment) : found;
            }
        }

        if (found is var (who, when))
        {
            Console.WriteLine();
            Console.WriteLine($"{known.Customers[who]}, {Name(when.Product, english)}: wait until {when.From:yyyy-MM-dd}. In the four weeks from then on the probability is {when.Probability:P1} ({when.Lower:P1} to {when.Upper:P1}), now it is {when.ProbabilityNow:P1}.");
            Console.WriteLine($"  {when.Reason(place => Name(place, english), english)}");
            Console.WriteLine($"  {when.Reason(place => Name(place, german), german)}");
        }

        string Name(int product, CultureInfo language) => catalog.First(entry => entry.Id.Value == history.Products[product]).Name.For(language);
    }
}
