using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

/// <summary>Small purchase lists with everything that may go wrong in them: few ids, so that rows meet.</summary>
internal static class HistoryCases
{
    private static readonly DateTime Day = new(2024, 2, 28, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Any purchase, bad ones too.</summary>
    public static Gen<Purchase> AnyRow { get; } = Row(Gen.Frequency((30, Gen.Elements("9", "10", "x")), (1, Gen.Elements("", " "))), canBeBad: true);

    /// <summary>Purchases and returns that every policy but Reject takes.</summary>
    public static Gen<Purchase> GoodRow { get; } = Row(Gen.Elements("9", "10", "x"), canBeBad: false);

    public static Gen<PurchaseHistoryOptions> AnyOptions { get; } =
        from returns in Gen.Elements(ReturnHandling.Net, ReturnHandling.Ignore, ReturnHandling.Reject)
        from duplicates in Gen.Elements(DuplicateHandling.Keep, DuplicateHandling.Drop)
        from future in Gen.Elements(FutureHandling.Drop, FutureHandling.Reject)
        from asOf in Gen.Elements<DateTime?>(null, Day.AddHours(30))
        select new PurchaseHistoryOptions { Returns = returns, Duplicates = duplicates, FutureRows = future, AsOf = asOf, BadRows = BadRowPolicy.Skip() };

    /// <summary>A list that shrinks by leaving purchases out.</summary>
    public static Arbitrary<Purchase[]> Lists(Gen<Purchase> row) => Arb.From(row.ArrayOf(), Shorter);

    public static Arbitrary<(Purchase[] Purchases, PurchaseHistoryOptions Options)> Loads { get; } =
        Arb.From(
            from purchases in AnyRow.ArrayOf() from options in AnyOptions select (purchases, options),
            t => Shorter(t.purchases).Select(p => (p, t.options)));

    private static IEnumerable<Purchase[]> Shorter(Purchase[] purchases) =>
        Enumerable.Range(0, purchases.Length).Select(i => purchases.Where((_, j) => j != i).ToArray());

    private static Gen<Purchase> Row(Gen<string> product, bool canBeBad) =>
        from p in product
        from customer in Gen.Elements<string?>("A", "B", "007", "7", null)
        from basket in Gen.Elements<string?>("b2", "b10", "b1", null, null)
        from hours in Gen.Elements<int?>(null, 0, 1, 23, 24, 25, 48)
        from quantity in canBeBad ? Gen.Elements<double?>(null, 1, 2, 3, 0.5, -1, -1, -2, -5, 0, double.NaN) : Gen.Elements<double?>(null, 1, 2, 3, 0.5, -1, -2)
        from revenue in Gen.Elements<double?>(null, null, 8, 12)
        from heldDays in Gen.Elements<int?>(null, null, null, canBeBad ? -1 : 0, 365)
        from seller in Gen.Elements<string?>("s1", "s2", null, null)
        from channel in Gen.Elements<string?>("web", "shop", null, null)
        from extra in Gen.Elements<string?>(null, null, "size=9", "size=10", "colour=red", "colour=blue")
        select new Purchase
        {
            Product = p,
            Customer = customer,
            Basket = basket ?? (customer is null && !canBeBad ? "b1" : null),
            Time = hours is { } h ? Day.AddHours(h) : null,
            Quantity = quantity,
            Revenue = revenue,
            HeldUntil = heldDays is { } d ? Day.AddHours(hours ?? 0).AddDays(d) : null,
            Seller = seller,
            Channel = channel,
            Extras = extra?.Split('=') is [var name, var value] ? new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } : null,
        };
}
