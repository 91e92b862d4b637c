namespace CrossSell.Benchmarks.Baselines;

/// <summary>White space in the obvious way: every product of every customer is put to the checker, and the verdicts are looked at by category.</summary>
internal static class CheckerWhiteSpace
{
    public static CategoryState[] Of(PurchaseHistory history, EligibilityChecker checker, EligibilityRequest request, IReadOnlyList<string> categories)
    {
        var states = new List<CategoryState>();
        foreach (string customer in history.Customers)
        {
            var facts = new CustomerFacts(new CustomerId(customer))
            {
                Holdings = [.. history.PurchasesOf(new CustomerId(customer)).Select(p => new Ownership(new ProductId(p.Product)) { From = Utc(p.Time), Until = Utc(p.HeldUntil) })],
            };
            IReadOnlyList<EligibilityVerdict> verdicts = checker.CheckAll(facts, request);
            foreach (string category in categories)
            {
                EligibilityVerdict[] of = [.. verdicts.Where((_, p) => checker.Catalog[p].Category == category)];
                states.Add(
                    of.Any(v => v.Vetoes.Any(veto => veto.Code.StartsWith("OWN.", StringComparison.Ordinal))) ? CategoryState.Owned
                    : of.Any(v => v.IsEligible) ? CategoryState.Gap
                    : of.Any(v => v.EligibleAgainAt is not null) ? CategoryState.Cooling
                    : CategoryState.Blocked);
            }
        }

        return [.. states];
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
}
