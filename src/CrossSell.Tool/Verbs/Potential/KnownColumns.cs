using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>What --customers says of each customer for the report itself, and which is not learned from: what he could spend, and why he has gone.</summary>
internal sealed class KnownColumns
{
    private static readonly (string Word, LossReason Reason)[] s_reasons =
    [
        ("price", LossReason.Price), ("competitor", LossReason.Competitor), ("service", LossReason.Service), ("no need", LossReason.NoNeed), ("objection", LossReason.Objection), ("unknown", LossReason.Unknown),
        ("Preis", LossReason.Price), ("Wettbewerb", LossReason.Competitor), ("kein Bedarf", LossReason.NoNeed), ("Widerspruch", LossReason.Objection), ("unbekannt", LossReason.Unknown),
    ];

    private readonly Option<string> _potential = Opt.Text("--potential-column", "COLUMN", "A column of --customers: what each could spend in a year with anybody. Default: estimated by what others like him spend.");
    private readonly Option<string> _reason = Opt.Text(
        "--loss-reason-column", "COLUMN", "A column of --customers: why each has gone, as price, competitor, service, no need, objection or unknown. Default: by the last decline.");

    public IReadOnlyList<Option> Options => [_potential, _reason];

    /// <summary>Takes the columns out of the table and tells the report what they say.</summary>
    /// <exception cref="FailureException">There is no such column, or it says something else.</exception>
    public void Read(OptionReader options, PotentialReportOptions report, string? path)
    {
        if (report.Customers is not { } customers)
        {
            return;
        }

        var taken = new List<string>();
        if (Column(options, _potential, customers) is { } potential)
        {
            taken.Add(potential.Name);
            Dictionary<string, double> known = Values(customers, row => Potential(potential, row, customers, path!));
            report.Potential = id => known.TryGetValue(id.Value, out double value) ? value : null;
        }

        if (Column(options, _reason, customers) is { } reason)
        {
            taken.Add(reason.Name);
            Dictionary<string, LossReason> known = Values(customers, row => Reason(reason, row, customers, path!));
            report.LossReasons = id => known.TryGetValue(id.Value, out LossReason value) ? value : null;
        }

        if (taken.Count > 0)
        {
            string[] others = [.. customers.Columns.Select(c => c.Name).Where(name => !taken.Contains(name))];
            report.Customers = others.Length == 0 ? null : customers.SelectColumns(others);
        }
    }

    private static Dictionary<string, T> Values<T>(CustomerTable customers, Func<int, T?> of)
        where T : struct
    {
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        for (int row = 0; row < customers.Count; row++)
        {
            if (of(row) is { } value)
            {
                known[customers.Key(row)!] = value;
            }
        }

        return known;
    }

    private static CustomerColumn? Column(OptionReader options, Option<string> option, CustomerTable customers)
    {
        if (options.Text(option) is not { } name)
        {
            return null;
        }

        return customers.TryGetColumn(name, out CustomerColumn? column) ? column
            : throw new FailureException($"{option.Name} is '{name}'; --customers has {string.Join(", ", customers.Columns.Take(20).Select(c => $"'{c.Name}'"))}.");
    }

    private static double? Potential(CustomerColumn column, int row, CustomerTable customers, string path)
    {
        if (column.IsMissing(row))
        {
            return null;
        }

        double value = column.Kind == CustomerColumnKind.Numeric ? column.Numbers[row] : double.NaN;
        return value >= 0 && double.IsFinite(value) ? value
            : throw new FailureException($"{path}: '{column.Name}' of customer '{customers.Key(row)}' is '{column.Text(row)}'; expected is what he could spend in a year, a number of 0 or more.");
    }

    private static LossReason? Reason(CustomerColumn column, int row, CustomerTable customers, string path)
    {
        if (column.Text(row)?.Trim().Replace('_', ' ').Replace('-', ' ') is not { Length: > 0 } text)
        {
            return null;
        }

        (string Word, LossReason Reason) found = Array.Find(s_reasons, reason => string.Equals(reason.Word, text, StringComparison.OrdinalIgnoreCase));
        return found.Word is not null ? found.Reason
            : throw new FailureException($"{path}: '{column.Name}' of customer '{customers.Key(row)}' is '{column.Text(row)}'; expected is one of price, competitor, service, no need, objection and unknown.");
    }
}
