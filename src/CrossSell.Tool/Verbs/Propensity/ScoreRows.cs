using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes probabilities, a row for each customer.</summary>
internal static class ScoreRows
{
    /// <summary>Writes the rows.</summary>
    /// <param name="format">How.</param>
    /// <param name="sink">Where.</param>
    /// <param name="customers">The customers, at least one.</param>
    /// <param name="probabilities">One each.</param>
    /// <param name="explain">The model whose contributions are written beside; null for none.</param>
    /// <param name="reasons">The model and the language in which reasons are written beside; null for none.</param>
    public static void Write(
        RecordFormat format, Utf8Sink sink, CustomerTable customers, double[] probabilities, IExplainablePropensityModel? explain, (IExplainablePropensityModel Model, CultureInfo Language)? reasons = null)
    {
        List<string> columns = [customers.HasKeys ? "key" : "row", "probability"];
        if (explain is not null)
        {
            columns.AddRange(["logit", "base", .. explain.Explain(customers, 0).Contributions.Select(contribution => string.Join(" x ", contribution.Columns))]);
        }

        if (reasons is not null)
        {
            columns.Insert(2, "reason");
        }

        var writer = RecordWriter.Create(format, sink, [.. columns.Select(column => format == RecordFormat.Csv ? CsvText.Field(column) : column)]);
        for (int row = 0; row < customers.Count; row++)
        {
            if (customers.Key(row) is { } key)
            {
                writer.Text(key);
            }
            else
            {
                writer.Number(row);
            }

            writer.Number(probabilities[row]);
            PropensityExplanation? why = (explain ?? reasons?.Model)?.Explain(customers, row);
            if (reasons is { } asked)
            {
                writer.Text(why!.Reasons().In(asked.Language));
            }

            if (explain is not null)
            {
                writer.Number(why!.Logit);
                writer.Number(why.BaseLogit);
                foreach (FeatureContribution contribution in why.Contributions)
                {
                    writer.Number(contribution.Contribution);
                }
            }
        }
    }

    /// <summary>Ages and tenures need a day up to which they are counted.</summary>
    /// <exception cref="FailureException">There is none.</exception>
    public static void RequireDates(IExplainablePropensityModel model, CustomerTable customers, InputFile input)
    {
        string[] dated = [.. model.ColumnKinds.Where(pair => pair.Value == CustomerColumnKind.Date).Select(pair => $"'{pair.Key}'").Order(StringComparer.Ordinal)];
        if (dated.Length > 0 && !customers.HasDates)
        {
            throw new FailureException($"{input.Name}: {string.Join(", ", dated)} hold dates, and --date-column or --as-of does not say on which day the customers are looked at.");
        }
    }

    /// <summary>Says how many customers have levels that the training did not have.</summary>
    public static void WarnOfUnknownLevels(Reporter reporter, IExplainablePropensityModel model, CustomerTable customers)
    {
        foreach ((string column, int count) in model.UnknownLevels(customers).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            string have = count == 1 ? "has" : "have";
            reporter.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"column '{column}': {Reporter.Count(count, "customer")} of {customers.Count:N0} {have} a level that the training did not have, or had too rarely; it counts as any other rare one."));
        }
    }
}
