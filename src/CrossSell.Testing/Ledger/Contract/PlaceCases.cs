using CrossSell.Ledger;
using static CrossSell.Testing.LedgerBench;

namespace CrossSell.Testing;

/// <summary>Who lives where, the roots page by page, and the policies that decisions name.</summary>
internal static class PlaceCases
{
    public static IReadOnlyList<LedgerContractCase> All { get; } =
    [
        new("Every root is found once, whatever the size of the pages", Pages),
        new("A subject's root is found, and forgotten with its customer", Homes),
        new("The policy under which was decided is kept, once and for all tenants", Policies),
        new("The policy under which was decided is there after the store is opened again", KeptPolicies, needsDurability: true),
    ];

    private static async Task Pages(LedgerBench bench)
    {
        string[] customers = ["C-1", "C-10", "C-2", "c-2", "\u00e4", "z:z"];
        foreach (string customer in customers)
        {
            await bench.Take("k", customer).ConfigureAwait(false);
        }

        await bench.Take(LedgerBench.Ask("h", "C-3") with { Household = "H" }).ConfigureAwait(false);
        await bench.Take(LedgerBench.Ask("k", "C-9") with { Tenant = "other" }).ConfigureAwait(false);
        string[] expected = [.. customers.Select(customer => "customer:" + customer).Append("household:H").Order(StringComparer.Ordinal)];
        foreach (int size in (int[])[1, 2, 7, 100])
        {
            List<SubjectKey> found = [];
            while (await bench.Store.FindRootsAsync("main", found.Count == 0 ? null : found[^1], size, bench.Cancel).ConfigureAwait(false) is { Count: > 0 } page)
            {
                Expect(page.Count <= size, $"A page of at most {size} roots has {page.Count}.");
                found.AddRange(page);
                Expect(found.Count <= 100, "The pages must come to an end.");
            }

            // A store may show roots under which nothing is left.
            Same(string.Join(' ', expected), string.Join(' ', found.Select(root => root.ToString()).Order(StringComparer.Ordinal)), $"Roots in pages of {size}");
        }

        Same("customer:C-9", string.Join(' ', await bench.Store.FindRootsAsync("other", null, 9, bench.Cancel).ConfigureAwait(false)), "Roots of the other tenant");
    }

    private static async Task Homes(LedgerBench bench)
    {
        await bench.Take(LedgerBench.Ask("a") with { Household = "H" }).ConfigureAwait(false);
        await bench.Take("b", "C-2").ConfigureAwait(false);
        Same("household:H household:H customer:C-2 -", await Asked().ConfigureAwait(false), "Homes");
        var one = new CustomerRef("main", SubjectKey.Household("H"), new CustomerId("C-1"));
        await bench.Ledger.EraseAsync(one, cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same("- household:H customer:C-2 -", await Asked().ConfigureAwait(false), "Homes after the erasure of a member");
        await bench.Ledger.EraseAsync(Of("C-2"), cancellationToken: bench.Cancel).ConfigureAwait(false);
        Same("- household:H - -", await Asked().ConfigureAwait(false), "Homes after the erasure of one who lived alone");

        async Task<string> Asked()
        {
            SubjectKey[] subjects = [SubjectKey.Of(new CustomerId("C-1")), SubjectKey.Household("H"), SubjectKey.Of(new CustomerId("C-2")), SubjectKey.Of(new CustomerId("C-3"))];
            IReadOnlyList<SubjectKey?> homes = await bench.Store.FindHomesAsync("main", subjects, bench.Cancel).ConfigureAwait(false);
            return string.Join(' ', homes.Select(home => home?.ToString() ?? "-"));
        }
    }

    private static async Task Policies(LedgerBench bench)
    {
        PolicySet policy = Policy();
        Expect(await bench.Ledger.ReadPolicyAsync(policy.Hash, bench.Cancel).ConfigureAwait(false) is null, "A policy that was never used must not be there.");
        var ledger = new ContactLedger(bench.Store, policy, Options(DecisionDetail.Accepted));
        Expect((await ledger.ReserveAsync(LedgerBench.Ask("a"), bench.Cancel).ConfigureAwait(false)).IsAccepted, "The contact must be accepted.");
        DecisionRecord row = (await ledger.ReadAllAsync(Of("C-1"), bench.Cancel).ConfigureAwait(false)).Decisions[0];
        string? text = await bench.Ledger.ReadPolicyAsync(row.PolicyHash, bench.Cancel).ConfigureAwait(false);
        Same(policy.ToJson(), text, "The policy that the decision names");
        Same(row.PolicyHash, PolicySet.FromJson(text!).Hash, "The hash of what was kept");
        await bench.Store.KeepPolicyAsync(policy.Hash, "{}", bench.Cancel).ConfigureAwait(false);
        Same(text, await bench.Store.ReadPolicyAsync(policy.Hash, bench.Cancel).ConfigureAwait(false), "A policy that was kept before");
    }

    private static async Task KeptPolicies(LedgerBench bench)
    {
        var ledger = new ContactLedger(bench.Store, Policy(), Options(DecisionDetail.Accepted));
        await ledger.ReserveAsync(LedgerBench.Ask("a"), bench.Cancel).ConfigureAwait(false);
        await bench.ReopenAsync().ConfigureAwait(false);
        Same(Policy().ToJson(), await bench.Ledger.ReadPolicyAsync(Policy().Hash, bench.Cancel).ConfigureAwait(false), "The policy");
    }

    private static PolicySet Policy() => new PolicySetBuilder("house", "1").Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(7)).Named("two")).Build();
}
