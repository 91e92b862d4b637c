using CrossSell.ContactPolicy;
using CrossSell.Core.Tests.Model;
using CrossSell.Core.Tests.Model.Propensity;
using CrossSell.Testing;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Serving;

/// <summary>Offers over changes are those of a history that has them: bound afresh, everybody in it.</summary>
public sealed class LiveCustomersTests
{
    private static readonly PurchaseHistory s_history = InsuranceMarket.Generate(new InsuranceMarketOptions { Customers = 300, Seed = 3 }).ToHistory();
    private static readonly DateTime s_now = s_history.LastTime!.Value;

    [Fact]
    public void What_was_just_bought_is_not_offered_again_and_its_rules_speak_at_once()
    {
        var live = new LiveCustomers(new ModelSlot(SmallMarket.Model(SmallMarket.Insurance())));
        var customer = new CustomerId("C-19");
        Assert.Equal("building", live.Recommend(customer, 1)[0].Product.Value);
        Assert.Equal(OfferEvidence.Popularity, live.Recommend(customer, 1)[0].Evidence);

        live.Add(new Purchase { Customer = "C-19", Product = "building", Time = new DateTime(2026, 1, 1) });

        Recommendation offer = live.Recommend(customer, 5)[0];
        Assert.Equal("{building} => {household} (confidence 0.75, lift 2.14, 6 of 8)", offer.Rule!.ToString());
        Assert.DoesNotContain(live.Recommend(customer, 5), one => one.Product.Value == "building");
        live.EndHolding(customer, new ProductId("building"), new DateTime(2026, 2, 1));
        Assert.Contains(live.Recommend(customer, 5), one => one.Product.Value == "building");
        live.Answer(customer, new ProductId("household"), declined: true, new DateTime(2026, 2, 2));
        Assert.DoesNotContain(live.Recommend(customer, 5), one => one.Product.Value == "household");
    }

    public static TheoryData<bool, bool> Models => new() { { false, false }, { true, false }, { true, true } };

    [Theory, MemberData(nameof(Models))]
    public void Offers_are_those_of_a_model_bound_to_the_history_with_the_changes(bool propensity, bool known)
    {
        CustomerTable? table = known ? new CustomerTableBuilder().WithKeys([.. s_history.Customers]).AddNumeric("age", [.. s_history.Customers.Select((_, c) => 20.0 + (c % 50))]).Build() : null;
        CustomerContacts? contacts = known ? new CustomerContacts([new CustomerContact(new CustomerId(s_history.Customers[4]), s_now.AddDays(-9), true)]) : null;
        CrossSellModel model = Fit(propensity, table, contacts);
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var live = new LiveCustomers(new ModelSlot(model));
            var rows = new List<Purchase>(Enumerable.Range(0, s_history.Count).Select(s_history.PurchaseAt));
            var told = new List<CustomerContact>(known ? [new CustomerContact(new CustomerId(s_history.Customers[4]), s_now.AddDays(-9), true)] : []);
            var last = new Dictionary<string, DateTime>(StringComparer.Ordinal);
            for (int change = 0; change < 60; change++)
            {
                string customer = random.Next(4) == 0 ? $"new {random.Next(5)}" : s_history.Customers[random.Next(20)];
                DateTime at = s_now.AddHours(change + 1);
                last[customer] = at;
                string product = random.Next(10) == 0 ? "never seen" : s_history.Products[random.Next(s_history.Products.Count)];
                switch (random.Next(known ? 4 : 3))
                {
                    case 0:
                        live.EndHolding(new CustomerId(customer), new ProductId(product), at);
                        for (int i = 0; i < rows.Count; i++)
                        {
                            bool lasts = rows[i].Customer == customer && rows[i].Product == product && (rows[i].HeldUntil is null || rows[i].HeldUntil > at);
                            rows[i] = lasts ? rows[i] with { HeldUntil = at } : rows[i];
                        }

                        break;
                    case 3:
                        live.Answer(new CustomerId(customer), product: null, declined: change % 2 == 0, at);
                        told.Add(new CustomerContact(new CustomerId(customer), at, change % 2 == 0));
                        break;
                    default:
                        var bought = new Purchase { Customer = customer, Product = product, Time = at, Revenue = 10 * change };
                        live.Add(bought);
                        rows.Add(bought);
                        break;
                }
            }

            var whole = PurchaseHistory.From(rows);
            foreach (string customer in s_history.Customers.Take(30).Concat(last.Keys))
            {
                // A customer without changes is seen at the model's instant, one with changes at that of his last.
                CrossSellModel fresh = model.Bind(whole, table, known ? new CustomerContacts(told) : null, last.GetValueOrDefault(customer, s_now));

                Assert.Equal(fresh.Recommend(new CustomerId(customer), 6).Select(Shown), live.Recommend(new CustomerId(customer), 6).Select(Shown));
                var expected = new ScoredProduct[6];
                var actual = new ScoredProduct[6];
                Assert.Equal(fresh.Recommend(new CustomerId(customer), [5], IndexAnswer.Admitted, expected), live.Recommend(new CustomerId(customer), [5], IndexAnswer.Admitted, actual));
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void Changes_that_a_new_history_has_are_forgotten_and_later_ones_stay()
    {
        var slot = new ModelSlot(Fit(propensity: false, table: null, contacts: null));
        var live = new LiveCustomers(slot);
        CustomerId[] customers = [.. s_history.Customers.Take(3).Select(id => new CustomerId(id))];
        string product = s_history.Products[0];
        live.Add(new Purchase { Customer = customers[0].Value, Product = product, Time = s_now });
        live.Add(new Purchase { Customer = customers[1].Value, Product = product, Time = s_now });
        long upTo = live.LastChange;
        var whole = PurchaseHistory.From(Enumerable.Range(0, s_history.Count).Select(s_history.PurchaseAt).Concat(live.Purchases(upTo)));
        live.Add(new Purchase { Customer = customers[1].Value, Product = s_history.Products[1], Time = s_now });
        live.Add(new Purchase { Customer = customers[2].Value, Product = product, Time = s_now });
        string[][] before = [.. customers.Select(customer => live.Recommend(customer, 50).Select(Shown).ToArray())];

        live.Settle(slot.Current.Bind(whole), upTo);

        Assert.Equal(2, live.Count);
        Assert.Equal(before, customers.Select(customer => live.Recommend(customer, 50).Select(Shown).ToArray()));
        Assert.Equal([s_history.Products[1], product], live.Purchases(live.LastChange).Select(purchase => purchase.Product));
        Assert.Throws<ArgumentOutOfRangeException>(() => live.Settle(slot.Current, live.LastChange + 1));
    }

    [Fact]
    public void A_model_that_is_swapped_in_is_used_with_the_changes()
    {
        CrossSellModel[] versions = [.. Enumerable.Range(0, VersionedModels.Count).Select(VersionedModels.Make)];
        var slot = new ModelSlot(versions[0]);
        var live = new LiveCustomers(slot);
        live.Add(new Purchase { Customer = "C1", Product = "P2" });

        foreach (CrossSellModel version in versions)
        {
            slot.Swap(version);
            Recommendation first = live.Recommend(new CustomerId("C1"), 1)[0];
            Assert.Same(version, versions[VersionedModels.VersionOf(first.Score)]);
            Assert.DoesNotContain(live.Recommend(new CustomerId("C1"), 20), offer => offer.Product.Value is "P1" or "P2");
        }
    }

    [Fact]
    public void Threads_that_write_and_read_lose_nothing()
    {
        var live = new LiveCustomers(new ModelSlot(VersionedModels.Make(0)));
        Parallel.For(0, 400, change =>
        {
            string customer = VersionedModels.Name(change % 10);
            live.Add(new Purchase { Customer = customer, Product = $"P{change / 10 % 12}" });
            Assert.All(live.Recommend(new CustomerId(customer), 20), offer => Assert.NotEqual($"P{change / 10 % 12}", offer.Product.Value));
        });

        Assert.Equal(10, live.Count);
        Assert.Equal(400, live.LastChange);
        Assert.Equal(400, live.Purchases(400).Count);
    }

    [Fact]
    public void What_is_too_much_and_what_nobody_bought_is_refused()
    {
        var live = new LiveCustomers(new ModelSlot(VersionedModels.Make(0)), new LiveCustomersOptions { MaxCustomers = 1, MaxChangesOfCustomer = 2 });
        live.Add(new Purchase { Customer = "a", Product = "P1" });
        live.Add(new Purchase { Customer = "a", Product = "P2" });

        Assert.Contains("MaxChangesOfCustomer", Assert.Throws<InvalidOperationException>(() => live.Add(new Purchase { Customer = "a", Product = "P3" })).Message, StringComparison.Ordinal);
        Assert.Contains("MaxCustomers", Assert.Throws<InvalidOperationException>(() => live.Add(new Purchase { Customer = "b", Product = "P3" })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => live.Add(new Purchase { Product = "P3" }));
        Assert.Throws<ArgumentException>(() => live.Add(new Purchase { Customer = "a", Product = "P3", Quantity = double.NaN }));
        Assert.Throws<ArgumentException>(() => new LiveCustomers(new ModelSlot(VersionedModels.Make(0)), new LiveCustomersOptions { MaxCustomers = 0 }));
        Assert.Equal(2, live.LastChange);
    }

    [Fact]
    public void A_customer_without_changes_is_answered_without_allocating()
    {
        var live = new LiveCustomers(new ModelSlot(VersionedModels.Make(0)));
        live.Add(new Purchase { Customer = "C2", Product = "P5" });
        var customer = new CustomerId("C1");
        var best = new ScoredProduct[5];

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                live.Recommend(customer, [], IndexAnswer.Admitted, best);
            }
        }));
    }

    private static CrossSellModel Fit(bool propensity, CustomerTable? table, CustomerContacts? contacts)
    {
        CrossSellPipelineBuilder builder = new CrossSellPipelineBuilder().MineRules(rules => rules.MinSupport = CrossSell.Mining.SupportThreshold.FromCount(5));
        if (propensity)
        {
            builder.EstimatePropensity(new GivenWeights(attributes: table is null ? null : [PropensityField.OfNumbers("age", CustomerColumnKind.Numeric, [30, 45])]));
        }

        return builder.Build().Fit(s_history, null, table, contacts);
    }

    private static string Shown(Recommendation offer) => $"{offer.Rank} {offer.Product} {offer.Score:R} {offer.Evidence} {offer.Rule} {offer.Reason}";
}
