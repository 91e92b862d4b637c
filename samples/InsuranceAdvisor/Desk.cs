using System.Globalization;
using CrossSell;

namespace InsuranceAdvisor;

/// <summary>What an adviser sees: rules in words, and for a customer what he has, what to offer, and why.</summary>
internal sealed class Desk(CrossSellModel model)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");
    private readonly Dictionary<ProductId, string> _names = model.Products.ToDictionary(p => p.Id, p => p.Name.For(English));

    public void ShowRule(string antecedent, string consequent)
    {
        OfferRule rule = Rules().First(r => r.Antecedent is [{ } only] && only.Value == antecedent && r.Consequent.Value == consequent);
        Console.WriteLine();
        Console.WriteLine($"Of 100 customers with {_names[rule.Antecedent[0]]}, {100 * rule.Confidence:0} also have {_names[rule.Consequent]}: {rule.Counts.N11:N0} of {rule.Counts.N1x:N0}.");
    }

    public void ShowStrongestRules(int count)
    {
        Console.WriteLine();
        Console.WriteLine("The strongest rules with one product on the left:");
        Console.WriteLine("  confidence  lift  customers");
        foreach (OfferRule rule in Rules().Where(r => r.Antecedent.Count == 1).Take(count))
        {
            Console.WriteLine($"  {100 * rule.Confidence,8:0} %  {rule.Lift,4:0.0}  {rule.Counts.N11,9:N0}  {_names[rule.Antecedent[0]]} -> {_names[rule.Consequent]}");
        }
    }

    /// <summary>The first customers of the file who hold something and lack something.</summary>
    public void ShowCustomers(int count, int offers)
    {
        IEnumerable<CustomerId> customers = model.History!.Customers
            .Select(id => new CustomerId(id))
            .Where(c => Owned(c).Count > 1 && model.Recommend(c, offers).Count == offers)
            .Take(count);
        foreach (CustomerId customer in customers)
        {
            Console.WriteLine();
            Console.WriteLine($"Customer {customer} holds {string.Join(", ", Owned(customer).Select(p => _names[p]))}. Offer next:");
            Show(model.Recommend(customer, offers));
        }
    }

    public void ShowNewCustomer(int offers)
    {
        Console.WriteLine();
        Console.WriteLine("Somebody new walks in. Offer first:");
        Show(model.Recommend(new CustomerId("nobody we know"), offers));
    }

    private void Show(IReadOnlyList<Recommendation> offers)
    {
        foreach (Recommendation offer in offers)
        {
            Console.WriteLine($"  {offer.Rank}. {_names[offer.Product]} ({100 * offer.Score:0} %)");
            Console.WriteLine($"     {offer.Reason.In(English)}");
            Console.WriteLine($"     {offer.Reason.In(German)}");
        }
    }

    private List<ProductId> Owned(CustomerId customer) =>
        [.. model.Exclusions(customer).Where(e => e.Reason == ExclusionReason.Owned).Select(e => e.Product)];

    private IEnumerable<OfferRule> Rules() => Enumerable.Range(0, model.RuleCount).Select(model.RuleAt);
}
