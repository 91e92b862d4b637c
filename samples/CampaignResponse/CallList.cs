using System.Globalization;
using CrossSell;
using CrossSell.ML;

namespace CampaignResponse;

/// <summary>Customers in the order in which they should be called, with what a caller wants to know.</summary>
internal sealed class CallList(LogisticPropensityModel model, CustomerTable customers, double[] probabilities)
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");

    private static readonly ReasonNames Names = new ReasonNames()
        .Add("building_insurance", "the building insurance", "der Gebäudeversicherung")
        .Add("car_insurance", "the car insurance", "der Autoversicherung")
        .Add("income", "the income", "des Einkommens")
        .Add("region", "the region", "der Region")
        .Add("contracts", "the number of contracts", "der Zahl der Verträge")
        .Add("customer_since", "the time as a customer", "der Zeit als Kunde")
        .Add("contacts_last_year", "earlier contacts", "früherer Kontakte")
        .Add("last_answer", "the answer to the last campaign", "der Antwort auf die letzte Kampagne");

    public void Show(int count)
    {
        Console.WriteLine();
        Console.WriteLine("Call first:");
        foreach (int row in Enumerable.Range(0, customers.Count).OrderByDescending(row => probabilities[row]).ThenBy(row => row).Take(count))
        {
            PropensityReasons reasons = model.Explain(customers, row).Reasons(Names);
            Console.WriteLine($"  {customers.Key(row)}  {probabilities[row]:P0}  {reasons}");
            Console.WriteLine($"                  {reasons.In(German)}");
        }
    }

    public void ShowSegments(string column)
    {
        Console.WriteLine();
        Console.WriteLine($"By {column}:");
        foreach (SegmentPropensity segment in CustomerSegments.Propensity(probabilities, CustomerSegments.By(customers, column)))
        {
            Console.WriteLine($"  {segment.Name,-8} {segment.Customers,5:N0} customers, {segment.MeanProbability.Value:P1} on average ({segment.MeanProbability.Lower:P1} to {segment.MeanProbability.Upper:P1}), {segment.Buyers.Lower:N0} to {segment.Buyers.Upper:N0} of them buy");
        }
    }
}
