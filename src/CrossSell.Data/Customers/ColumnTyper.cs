using System.Globalization;

namespace CrossSell.Data;

/// <summary>Finds a column's kind by its values, or reads it as the kind that was given.</summary>
internal sealed class ColumnTyper(CustomerColumns options, ValueParsers parsers, string source, List<BadRow> faults)
{
    /// <summary>From this share of numbers on, a text is a mistake in a column of numbers rather than the level of a categorical one.</summary>
    private const double MostlyNumbers = 0.9;

    /// <summary>Adds the column to the table, or says what is wrong with it.</summary>
    public void Add(TextColumn column, CustomerTableBuilder table)
    {
        bool[] missing = [.. column.Texts.Select(IsMissing)];
        bool given = options.Kinds.TryGetValue(column.Name, out CustomerColumnKind kind);
        if (!given && !TryInfer(column, missing, out kind))
        {
            return;
        }

        switch (kind)
        {
            case CustomerColumnKind.Categorical:
                AddLevels(column, missing, table);
                break;
            case CustomerColumnKind.Boolean:
                double[] truths = Parse(column, missing, "yes or no, true or false, 1 or 0", (string text, out double number) =>
                {
                    bool known = TryTruth(text, out bool truth);
                    number = truth ? 1 : 0;
                    return known;
                });
                table.AddBoolean(column.Name, column.Codes.Select(code => double.IsNaN(truths[code]) ? (bool?)null : truths[code] != 0));
                break;
            case CustomerColumnKind.Date:
                double[] days = Dates(column, missing);
                table.AddDate(column.Name, column.Codes.Select(code => double.IsNaN(days[code]) ? (DateOnly?)null : DateOnly.FromDayNumber((int)days[code])));
                break;
            default:
                double[] numbers = Numbers(column, missing);
                double[] values = [.. column.Codes.Select(code => numbers[code])];
                _ = kind == CustomerColumnKind.Ordinal ? table.AddOrdinal(column.Name, values) : table.AddNumeric(column.Name, values);
                break;
        }
    }

    /// <summary>For each distinct text its number, NaN where missing.</summary>
    public double[] Numbers(TextColumn column, bool[] missing) => Parse(column, missing, null, (string text, out double number) => parsers.Numbers.TryParse(text, out number));

    /// <summary>For each distinct text its day, NaN where missing.</summary>
    public double[] Dates(TextColumn column, bool[] missing) => Parse(column, missing, parsers.Times.Expected(""), (string text, out double number) =>
    {
        bool known = parsers.Times.TryParse(text, out DateTime time);
        number = DateOnly.FromDateTime(time).DayNumber;
        return known;
    });

    /// <summary>A word for yes or no, or a number that is 1 or 0 however it is written.</summary>
    public bool TryTruth(string text, out bool truth)
    {
        if (BooleanTexts.TryParse(text, out truth))
        {
            return true;
        }

        truth = parsers.Numbers.TryParse(text, out double number) && number == 1;
        return truth || (parsers.Numbers.TryParse(text, out number) && number == 0);
    }

    public bool IsMissing(string text) => text.Length == 0 || options.MissingTexts.Contains(text);

    private bool TryInfer(TextColumn column, bool[] missing, out CustomerColumnKind kind)
    {
        int[] known = [.. Enumerable.Range(0, missing.Length).Where(code => !missing[code])];
        kind = CustomerColumnKind.Categorical;
        if (known.Length == 0)
        {
            // Nothing is known of anybody: a number like any other column of gaps.
            kind = CustomerColumnKind.Numeric;
            return true;
        }

        string[] texts = [.. known.Select(code => column.Texts[code])];
        if (BooleanTexts.AreOnePair(texts))
        {
            kind = CustomerColumnKind.Boolean;
            return true;
        }

        // 01067 is a postal code: as a number it would lose its zero and gain a size.
        if (texts.Any(text => text.Length > 1 && text[0] == '0' && text.All(char.IsAsciiDigit)))
        {
            return true;
        }

        int firstText = Array.FindIndex(known, code => !parsers.Numbers.TryParse(column.Texts[code], out _));
        if (firstText < 0)
        {
            kind = CustomerColumnKind.Numeric;
            return true;
        }

        if (texts.All(text => parsers.Times.TryParse(text, out _)))
        {
            kind = CustomerColumnKind.Date;
            return true;
        }

        long rows = known.Sum(code => (long)column.RowsOf(code));
        long numbers = known.Where(code => parsers.Numbers.TryParse(column.Texts[code], out _)).Sum(code => (long)column.RowsOf(code));
        if (numbers < MostlyNumbers * rows)
        {
            return true;
        }

        string seen = column.Texts[known[firstText]];
        faults.Add(new BadRow(
            source,
            column.LineOf(known[firstText]),
            column.Name,
            seen,
            string.Create(CultureInfo.InvariantCulture, $"{parsers.Numbers.Expected(seen)}, as in {numbers} of {rows} rows; name it as a missing value, or give the column's kind as {nameof(CustomerColumnKind.Categorical)}")));
        return false;
    }

    private void AddLevels(TextColumn column, bool[] missing, CustomerTableBuilder table)
    {
        int[] known = [.. Enumerable.Range(0, missing.Length).Where(code => !missing[code])];
        if (known.Length > options.MaxLevels)
        {
            faults.Add(new BadRow(
                source,
                column.LineOf(known[options.MaxLevels]),
                column.Name,
                column.Texts[known[options.MaxLevels]],
                string.Create(CultureInfo.InvariantCulture, $"at most {options.MaxLevels} levels, but there are {known.Length}; make it the key, ignore it, or raise {nameof(CustomerColumns.MaxLevels)}")));
            return;
        }

        table.AddCategorical(column.Name, column.Codes.Select(code => missing[code] ? null : column.Texts[code]));
    }

    private double[] Parse(TextColumn column, bool[] missing, string? expected, TryParse parse)
    {
        double[] values = new double[missing.Length];
        bool failed = false;
        for (int code = 0; code < values.Length; code++)
        {
            values[code] = double.NaN;
            if (missing[code] || parse(column.Texts[code], out values[code]))
            {
                continue;
            }

            values[code] = double.NaN;
            if (!failed)
            {
                faults.Add(new BadRow(source, column.LineOf(code), column.Name, column.Texts[code], expected ?? parsers.Numbers.Expected(column.Texts[code])));
                failed = true;
            }
        }

        return values;
    }

    private delegate bool TryParse(string text, out double number);
}
