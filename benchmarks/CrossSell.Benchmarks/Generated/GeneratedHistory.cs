using System.Globalization;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Generated baskets as what customers hold: customer i holds the products of basket i.</summary>
internal static class GeneratedHistory
{
    public static PurchaseHistory Of(int[][] baskets)
    {
        var builder = new PurchaseHistoryBuilder();
        for (int customer = 0; customer < baskets.Length; customer++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"C{customer}");
            foreach (int item in baskets[customer])
            {
                var row = new PurchaseRow { Customer = id, Product = item.ToString(CultureInfo.InvariantCulture) };
                if (!builder.TryAdd(row, out RowFault fault))
                {
                    throw new InvalidOperationException($"A generated purchase was refused: {fault}.");
                }
            }
        }

        return builder.Build();
    }
}
