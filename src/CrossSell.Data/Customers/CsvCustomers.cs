using System.Globalization;
using System.Text;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads customers from CSV files, packed by gzip or not. docs/formats.md tells how columns get their kinds.</summary>
/// <remarks>Thread-safe: every call reads on its own. O(fields); each distinct text of a column is kept once while it is read.</remarks>
public static class CsvCustomers
{
    /// <summary>Loads what is known about customers, without labels: those to be scored.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="CustomerFormatException">The file has faults: a ragged row, a text in a column of numbers, a column that is not there; all are told together.</exception>
    /// <exception cref="PurchaseFormatException">The file is no whole text: empty, binary, cut off, a quote never closed.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static CustomerTable Load(string path, CsvCustomerOptions? options = null)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, options?.SourceName ?? path, options);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, CsvCustomerOptions?)" path="/exception"/>
    public static CustomerTable Load(Stream stream, string sourceName, CsvCustomerOptions? options = null)
    {
        using StreamReader text = Decode(stream, sourceName, options);
        return Load(text, sourceName, options);
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, CsvCustomerOptions?)" path="/exception"/>
    public static CustomerTable Load(TextReader text, string sourceName, CsvCustomerOptions? options = null) => Read(text, sourceName, options).BuildTable();

    /// <summary>Loads customers with their labels: those that a model learns from, or is judged by.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; <see cref="CustomerColumns.Label"/> must name the label.</param>
    /// <exception cref="ArgumentException">An option is out of range, or no column is named as the label.</exception>
    /// <inheritdoc cref="Load(string, CsvCustomerOptions?)" path="/exception"/>
    public static LabeledCustomers LoadLabeled(string path, CsvCustomerOptions options)
    {
        RequireLabel(options);
        using FileStream file = SourceFile.Open(path);
        return LoadLabeled(file, options.SourceName ?? path, options);
    }

    /// <summary>Loads a stream of customers with their labels. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; <see cref="CustomerColumns.Label"/> must name the label.</param>
    /// <inheritdoc cref="LoadLabeled(string, CsvCustomerOptions)" path="/exception"/>
    public static LabeledCustomers LoadLabeled(Stream stream, string sourceName, CsvCustomerOptions options)
    {
        RequireLabel(options);
        using StreamReader text = Decode(stream, sourceName, options);
        return LoadLabeled(text, sourceName, options);
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; <see cref="CustomerColumns.Label"/> must name the label.</param>
    /// <inheritdoc cref="LoadLabeled(string, CsvCustomerOptions)" path="/exception"/>
    public static LabeledCustomers LoadLabeled(TextReader text, string sourceName, CsvCustomerOptions options)
    {
        RequireLabel(options);
        return Read(text, sourceName, options).BuildLabeled();
    }

    private static StreamReader Decode(Stream stream, string sourceName, CsvCustomerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamReader(
            PackedSource.Unpack(stream, sourceName), options?.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    private static void RequireLabel(CsvCustomerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrEmpty(options.Columns.Label))
        {
            throw new ArgumentException($"No column is named as the label; set {nameof(CsvCustomerOptions.Columns)}.{nameof(CustomerColumns.Label)} to the column with the answers.", nameof(options));
        }
    }

    private static CustomerTableReader Read(TextReader text, string sourceName, CsvCustomerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new CsvCustomerOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        using var records = new CsvRecords(text, options.Delimiter, sourceName);
        records.Read();
        if (records.HasNul)
        {
            throw new CustomerFormatException([new BadRow(sourceName, records.Line, null, null, CsvRecords.NoNul)]);
        }

        string[] header =
        [
            .. Enumerable.Range(0, records.Count).Select(i => options.HasHeader
                ? records.Field(i, out _).Trim().Trim('\uFEFF').ToString()
                : string.Create(CultureInfo.InvariantCulture, $"V{i + 1}")),
        ];
        var reader = new CustomerTableReader(header, options.Columns, new ValueParsers([.. options.DateFormats], options.Culture), sourceName, records.Line);
        bool more = !options.HasHeader || records.Read();
        while (more)
        {
            ReadRow(records, reader);
            more = records.Read();
        }

        return reader;
    }

    private static void ReadRow(CsvRecords records, CustomerTableReader reader)
    {
        if (records.HasNul)
        {
            reader.Fail(records.Line, null, null, CsvRecords.NoNul);
            return;
        }

        if (records.Count != reader.Width)
        {
            reader.Fail(records.Line, null, null, string.Create(CultureInfo.InvariantCulture, $"{reader.Width} fields as in the first line, met {records.Count}"));
            return;
        }

        for (int place = 0; place < reader.Width; place++)
        {
            if (reader.Takes(place))
            {
                ReadOnlySpan<char> field = records.Field(place, out bool damaged);
                if (damaged)
                {
                    reader.Fail(records.Line, reader.NameOf(place), field.ToString(), "a field with its quotes in order");
                }

                reader.Add(place, field, records.Line);
            }
        }

        reader.EndRow();
    }
}
