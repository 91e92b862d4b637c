using System.Collections.Concurrent;

namespace CrossSell.ML.Report;

/// <summary>The next steps on ladders.</summary>
internal static class StepFigures
{
    /// <summary>By expected added margin, the greatest first; ties by customer and ladder.</summary>
    public static IReadOnlyList<UpSellStep> Of(Study study, CancellationToken cancellation)
    {
        if (!study.Book.Catalog.Any(p => p.Ladder is not null))
        {
            return [];
        }

        var selling = new UpSelling(study.Checker, study.Options.UpSelling);
        var steps = new IReadOnlyList<UpSellStep>[study.Book.Customers];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = study.Options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.ForEach(Partitioner.Create(0, steps.Length), parallel, range =>
        {
            for (int c = range.Item1; c < range.Item2; c++)
            {
                int customer = c;
                steps[c] = selling.StepsOf(study.AllFactsOf(c), study.Request, (from, to) => new GapEstimate(
                    study.Estimates.Of(customer, study.Book.PlaceOf(to.Id)).Propensity,
                    study.Estimates.MarginOf(study.Book.PlaceOf(to.Id)) - study.Estimates.MarginOf(study.Book.PlaceOf(from.Id))));
            }
        });
        return [.. steps.SelectMany(s => s).OrderByDescending(s => s.ExpectedMargin).ThenBy(s => s.Customer.Value, StringComparer.Ordinal).ThenBy(s => s.Ladder, StringComparer.Ordinal)];
    }
}
