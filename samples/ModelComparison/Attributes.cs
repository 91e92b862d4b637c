using CrossSell;
using CrossSell.Testing;

namespace ModelComparison;

/// <summary>What an insurer knows of customers beside their contracts, as a table with their ids.</summary>
internal static class Attributes
{
    /// <summary>A row for each customer. Gender may be kept for other ends, and is protected: nothing learns from it.</summary>
    public static CustomerTable Of(InsuranceMarket market)
    {
        InsuranceCustomer[] customers = [.. market.Customers()];
        return new CustomerTableBuilder()
            .WithKeys(customers.Select(customer => customer.Id))
            .AddNumeric("age", [.. customers.Select(customer => (double)customer.Age)])
            .AddNumeric("income", [.. customers.Select(customer => (double)customer.Income)])
            .AddNumeric("people in the household", [.. customers.Select(customer => (double)customer.HouseholdSize)])
            .AddNumeric("children", [.. customers.Select(customer => (double)customer.Children)])
            .AddCategorical("home", customers.Select(customer => customer.HomeOwner ? "owned" : "rented"))
            .AddCategorical("car", customers.Select(customer => customer.Car ? "yes" : "no"))
            .AddCategorical("region", customers.Select(customer => customer.Region))
            .AddCategorical("gender", customers.Select(customer => customer.Gender))
            .Protect("gender")
            .Build();
    }
}
