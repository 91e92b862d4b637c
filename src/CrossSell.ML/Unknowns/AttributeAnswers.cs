using System.Globalization;

namespace CrossSell.ML.Unknowns;

/// <summary>The values that a column could have, how probable each is among peers, and tables in which it has one.</summary>
internal sealed class AttributeAnswers
{
    private readonly double[] _numbers;
    private readonly double[][] _shares;

    private AttributeAnswers(CustomerColumn column, string[] texts, double[] numbers, double[][] shares)
    {
        Column = column;
        Texts = texts;
        _numbers = numbers;
        _shares = shares;
    }

    public CustomerColumn Column { get; }

    public string[] Texts { get; }

    public static AttributeAnswers Of(CustomerColumn column, CustomerGroups? peers, double prior, int most)
    {
        double[] numbers = column.Kind == CustomerColumnKind.Categorical
            ? [.. column.LevelCodes.ToArray().Where(code => code >= 0).CountBy(code => code).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(most).Select(c => (double)c.Key).Order()]
            : Typical(column, most);
        int[] answers = [.. Enumerable.Range(0, column.Count).Select(row => column.IsMissing(row) ? -1 : Nearest(column, numbers, row))];
        int groups = peers?.Names.Count ?? 1;
        double[][] counts = [.. Enumerable.Range(0, groups).Select(_ => new double[numbers.Length])];
        double[] all = new double[numbers.Length];
        for (int row = 0; row < answers.Length; row++)
        {
            if (answers[row] >= 0)
            {
                counts[peers?.Codes[row] ?? 0][answers[row]]++;
                all[answers[row]]++;
            }
        }

        double known = all.Sum();
        double[][] shares = [.. counts.Select(c => c.Select((n, a) => (n + (prior * all[a] / known)) / (c.Sum() + prior)).ToArray())];
        return new AttributeAnswers(column, [.. numbers.Select(n => Text(column, n))], numbers, shares);
    }

    public double Probability(int answer, int group) => _shares[group][answer];

    /// <summary>Some of the columns of a table, with this one filled with an answer.</summary>
    public CustomerTable With(CustomerTable table, IEnumerable<string> columns, int answer)
    {
        var builder = new CustomerTableBuilder();
        foreach (string name in columns)
        {
            if (table.TryGetColumn(name, out CustomerColumn? column))
            {
                Add(builder, column, string.Equals(name, Column.Name, StringComparison.Ordinal) ? _numbers[answer] : null);
            }
        }

        if (table.HasDates)
        {
            builder.WithDates(Enumerable.Range(0, table.Count).Select(row => table.AsOf(row)!.Value));
        }

        // Without any column the number of rows must come from somewhere.
        return builder.WithKeys(Enumerable.Range(0, table.Count).Select(row => row.ToString(CultureInfo.InvariantCulture))).Build();
    }

    private static void Add(CustomerTableBuilder builder, CustomerColumn column, double? filled)
    {
        double[] numbers = filled is { } value && column.Kind != CustomerColumnKind.Categorical ? [.. Enumerable.Repeat(value, column.Count)] : column.Numbers.ToArray();
        IEnumerable<double> rows = numbers;
        _ = column.Kind switch
        {
            CustomerColumnKind.Categorical => builder.AddCategorical(column.Name, filled is { } level ? Enumerable.Repeat(column.Levels[(int)level], column.Count) : Enumerable.Range(0, column.Count).Select(column.Text)),
            CustomerColumnKind.Boolean => builder.AddBoolean(column.Name, rows.Select(n => double.IsNaN(n) ? (bool?)null : n != 0)),
            CustomerColumnKind.Date => builder.AddDate(column.Name, rows.Select(n => double.IsNaN(n) ? (DateOnly?)null : DateOnly.FromDayNumber((int)n))),
            CustomerColumnKind.Ordinal when column.Levels.Count > 0 => builder.AddOrdinal(column.Name, rows.Select(n => double.IsNaN(n) ? null : column.Levels[(int)n]), column.Levels),
            CustomerColumnKind.Ordinal => builder.AddOrdinal(column.Name, numbers),
            _ => builder.AddNumeric(column.Name, numbers),
        };
    }

    /// <summary>Every different number when they are few, else the medians of bands with about equally many customers.</summary>
    private static double[] Typical(CustomerColumn column, int most)
    {
        double[] known = [.. column.Numbers.ToArray().Where(n => !double.IsNaN(n)).Order()];
        double[] different = [.. known.Distinct()];
        return different.Length <= most ? different : [.. Enumerable.Range(0, most).Select(k => known[(int)(((2L * k) + 1) * known.Length / (2 * most))]).Distinct()];
    }

    private static int Nearest(CustomerColumn column, double[] numbers, int row) => column.Kind == CustomerColumnKind.Categorical
        ? Array.IndexOf(numbers, column.LevelCodes[row])
        : Enumerable.Range(0, numbers.Length).MinBy(a => Math.Abs(column.Numbers[row] - numbers[a]));

    private static string Text(CustomerColumn column, double number) => column.Kind switch
    {
        CustomerColumnKind.Categorical => column.Levels[(int)number],
        CustomerColumnKind.Ordinal when column.Levels.Count > 0 => column.Levels[(int)number],
        CustomerColumnKind.Boolean => number != 0 ? "yes" : "no",
        CustomerColumnKind.Date => DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => number.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
