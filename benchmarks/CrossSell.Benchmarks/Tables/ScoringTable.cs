using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Ten offers for one customer, and for all: CPU time of a warm process.</summary>
internal static class ScoringTable
{
    private const int Offers = 10;

    private static readonly (int Products, int Customers, int Holdings, int MinCount)[] _cases =
        [(50, 20_000, 6, 100), (500, 20_000, 14, 60), (5_000, 50_000, 19, 40)];

    public static string Make()
    {
        var table = new Markdown(
            "products", "rules", "customers", "one customer us", "bytes a call", "naive LINQ us", "factor", "batch, explained, CPU us a customer", "customers a CPU second");
        foreach ((int products, int customers, int holdings, int minCount) in _cases)
        {
            Console.Error.WriteLine($"  {products} products");
            var made = new ScoringCase(products, customers, holdings, minCount);
            LinqScorer naive = made.NaiveScorer();
            var best = new ScoredProduct[Offers];
            int next = 0;
            double one = CpuStopwatch.SecondsPerCall(() => made.Model.Recommend(Next(), best));
            double slow = CpuStopwatch.SecondsPerCall(() => naive.Recommend(Next().Value, Offers));
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = made.Model.Recommend(Next(), best);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            long offers = 0;
            double batch = CpuStopwatch.Median(3, () => offers += made.Model.RecommendAll(Offers).Sum(customer => customer.Offers.Count)).Cpu.TotalSeconds / customers;
            table.Row(
                Markdown.Whole(products),
                Markdown.Whole(made.Model.RuleCount),
                Markdown.Whole(customers),
                Markdown.Number(one * 1e6),
                Markdown.Whole(bytes),
                Markdown.Number(slow * 1e6),
                Markdown.Times(slow, one),
                Markdown.Number(batch * 1e6),
                Markdown.Whole((long)(1 / batch)));

            CustomerId Next() => made.Customers[next = (next + 1) % made.Customers.Length];
        }

        return table.ToString();
    }
}
