using System.Globalization;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Eligibility;

/// <summary>The code of docs/eligibility.md.</summary>
public sealed class EligibilityPageExamples
{
    [Fact]
    public void The_checker_of_the_page_judges_a_customer()
    {
        ProductCatalog catalog = Market.Catalog;
        DateTimeOffset now = Day(5);
        var written = new List<string>();

        #region check
        var checker = new EligibilityChecker(catalog, EligibilityRules.Strict with
        {
            Predicates = [new EligibilityPredicate("adult", "1", p => p.Customer.Attributes.ContainsKey("adult") ? PredicateAnswer.Met : PredicateAnswer.Unknown("birth date"))],
        });
        var customer = new CustomerFacts(new CustomerId("C-1042"))
        {
            Holdings = [new Ownership(new ProductId("bike2")) { From = now.AddYears(-2), Until = now.AddDays(90) }],
        };
        foreach (EligibilityVerdict verdict in checker.CheckAll(customer, new EligibilityRequest(now) { Channel = "phone" }))
        {
            written.AddRange(verdict.Vetoes.Select(veto => $"{verdict.Product}: {veto.Code} {veto.In(CultureInfo.GetCultureInfo("en"), zone: null, catalog)}"));
        }
        #endregion

        Assert.Contains("bike3: OWN.EQUIVALENT The customer owns the equivalent product bike2 since 6 January 2024. Possible again from 6 April 2026.", written);
        Assert.Contains("toner: SYS.PREDICATE_FAILED Whether the condition adult is met is unknown, for this is missing: birth date.", written);
    }

    [Fact]
    public void Every_code_stands_in_the_page()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "eligibility.md"));

        Assert.All(typeof(ReasonCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!), code => Assert.Contains($"`{code}", page, StringComparison.Ordinal));
    }
}
