namespace CrossSell.Tool;

/// <summary>Reads files of holdings, answers and the like, in the notation of the purchases.</summary>
/// <param name="host">The tool's surroundings.</param>
/// <param name="csv">How they are read.</param>
internal sealed class RecordLoader(ToolHost host, CsvLedgerOptions csv)
{
    public static RecordLoader Like(CsvPurchaseOptions purchases, ToolHost host)
    {
        var csv = new CsvLedgerOptions { Encoding = purchases.Encoding, Culture = purchases.Culture };
        foreach (string format in purchases.DateFormats)
        {
            csv.DateFormats.Add(format);
        }

        return new RecordLoader(host, csv);
    }

    /// <summary>Reads one file; none when there is none.</summary>
    /// <param name="path">The file, - for standard input, or null.</param>
    /// <param name="expected">What an empty file should have held.</param>
    /// <param name="load">The reader of its rows.</param>
    /// <exception cref="LedgerFormatException">It has faults.</exception>
    public IReadOnlyList<T> Load<T>(string? path, string expected, Func<Stream, string, CsvLedgerOptions, IReadOnlyList<T>> load)
    {
        if (path is null)
        {
            return [];
        }

        using InputFile input = InputFile.Open(path, host, csv.Encoding is not null, expected);
        return load(input.Stream, input.Name, csv);
    }
}
