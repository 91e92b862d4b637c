using CrossSell.Benchmarks.Generated;
using CrossSell.Benchmarks.Scoring;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Ten offers for one customer, and for all: CPU time of a warm process.</summary>
internal static class ScoringTable
{
    private const int Offers = 10;

    /// <summary>Id, place, purchases, facts and contacts: about as many as the campaign's table shows.</summary>
    private const int BytesOfCustomer = 400;

    /// <summary>From the id to its place, to the purchases.</summary>
    private const int StepsToCustomer = 3;

    /// <summary>All of a decision: rules, thirty facts, what the customer has, a mask, the contact index, ten offers.</summary>
    public static string Decisions()
    {
        var table = new Markdown("products", "rules", "customers", "all of it us", "the same one again us", "bytes a call", "naive LINQ us", "factor", "one customer, explained us", "what must be read us", "times that");
        foreach (ScoringSize size in ScoringSize.All)
        {
            Console.Error.WriteLine($"  all of it, {size.Products} products");
            var one = new OneCustomer(size, withPropensity: true);
            double desk = CpuStopwatch.SecondsPerCall(() => one.Desk());
            double again = CpuStopwatch.SecondsPerCall(() => one.DeskAgain());
            double explained = CpuStopwatch.SecondsPerCall(() => one.Explained());
            double slow = CpuStopwatch.SecondsPerCall(() => one.Naive());
            double limit = SecondsToRead(one.Reads, size);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = one.Desk();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            table.Row(
                Markdown.Whole(one.Model.Products.Count),
                Markdown.Whole(one.Model.RuleCount),
                Markdown.Whole(size.Customers),
                Markdown.Number(desk * 1e6),
                Markdown.Number(again * 1e6),
                Markdown.Whole(bytes),
                Markdown.Number(slow * 1e6),
                Markdown.Times(slow, desk),
                Markdown.Number(explained * 1e6),
                Markdown.Number(limit * 1e6),
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{desk / limit:0.0}x"));
        }

        return table.ToString();
    }

    // Weights stream; lines of antecedents and exact weights are anywhere; who he is leads to what he has and what is known of him.
    private static double SecondsToRead(in DecisionReads reads, in ScoringSize size)
    {
        long customers = (long)size.Customers * BytesOfCustomer;
        return (reads.WeightBytes * MemorySpeed.SecondsPerByte(reads.WeightTable))
            + (reads.Antecedents * MemorySpeed.SecondsPerLine(reads.AntecedentTable))
            + (Offers * reads.Known * MemorySpeed.SecondsPerLine(reads.ExactTable))
            + (StepsToCustomer * MemorySpeed.SecondsPerStep(customers));
    }

    /// <summary>By rules alone.</summary>
    public static string Make()
    {
        var table = new Markdown(
            "products", "rules", "customers", "one customer us", "the same one again us", "with mask and contact index us", "bytes a call", "naive LINQ us", "factor", "one customer, explained us", "batch, explained, CPU us a customer");
        foreach (ScoringSize size in ScoringSize.All)
        {
            Console.Error.WriteLine($"  {size.Products} products");
            var one = new OneCustomer(size);
            double span = CpuStopwatch.SecondsPerCall(() => one.Span());
            double again = CpuStopwatch.SecondsPerCall(() => one.SpanAgain());
            double desk = CpuStopwatch.SecondsPerCall(() => one.Desk());
            double explained = CpuStopwatch.SecondsPerCall(() => one.Explained());
            double slow = CpuStopwatch.SecondsPerCall(() => one.Naive());
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = one.Span() + one.Desk();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            long offers = 0;
            double batch = CpuStopwatch.Median(3, () => offers += one.Model.RecommendAll(Offers).Sum(customer => customer.Offers.Count)).Cpu.TotalSeconds / size.Customers;
            table.Row(
                Markdown.Whole(size.Products),
                Markdown.Whole(one.Model.RuleCount),
                Markdown.Whole(size.Customers),
                Markdown.Number(span * 1e6),
                Markdown.Number(again * 1e6),
                Markdown.Number(desk * 1e6),
                Markdown.Whole(bytes),
                Markdown.Number(slow * 1e6),
                Markdown.Times(slow, span),
                Markdown.Number(explained * 1e6),
                Markdown.Number(batch * 1e6));
        }

        return table.ToString();
    }
}
