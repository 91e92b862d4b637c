using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Where a result goes and how it is written.</summary>
internal sealed class ResultOptions
{
    private static readonly (string Word, RecordFormat Format, string[] Endings)[] s_formats =
    [
        ("csv", RecordFormat.Csv, []),
        ("jsonl", RecordFormat.JsonLines, [".jsonl", ".ndjson"]),
        ("json", RecordFormat.Json, [".json"]),
        ("pmml", RecordFormat.Pmml, [".pmml"]),
        ("fimi", RecordFormat.Fimi, []),
        ("text", RecordFormat.Text, [".txt"]),
    ];

    private readonly Option<string> _output;
    private readonly Option<string> _format;
    private readonly (string Word, RecordFormat Format, string[] Endings)[] _formats;

    private ResultOptions(RecordFormat[] formats, string output, string format)
    {
        _formats = [.. formats.Select(wanted => s_formats.First(known => known.Format == wanted))];
        _output = Opt.Output("--output", output);
        _format = Opt.Text("--output-format", string.Join('|', _formats.Select(f => f.Word)), format);
    }

    public Option<string> FormatOption => _format;

    public Option<string> OutputOption => _output;

    public OptionGroup Group => new("Result", [_output, _format]);

    /// <summary>For a result of rows.</summary>
    public static ResultOptions ForRows() => new(
        [RecordFormat.Csv, RecordFormat.JsonLines],
        "Where the result goes; it appears whole or not at all. Default: -, standard output.",
        "CSV, or one JSON object a line. Default: jsonl when FILE ends with .jsonl or .ndjson, else csv.");

    /// <summary>For rules and itemsets, which have formats of their own beside rows.</summary>
    public static ResultOptions ForRules() => new(
        [RecordFormat.Csv, RecordFormat.JsonLines, RecordFormat.Json, RecordFormat.Pmml, RecordFormat.Fimi],
        "Where the result goes; it appears whole or not at all. Default: -, standard output.",
        "CSV, one JSON object a line, for rules one JSON document or PMML, for itemsets lines of FIMI: items and (count). Default: by the ending of FILE (.jsonl, .ndjson, .json, .pmml), else csv.");

    /// <summary>For a small table.</summary>
    public static ResultOptions ForTable() => new(
        [RecordFormat.Csv, RecordFormat.JsonLines, RecordFormat.Json, RecordFormat.Text],
        "Where the result goes; it appears whole or not at all. Default: -, standard output.",
        "CSV, one JSON object a line, one JSON array, or a table to read. Default: by the ending of FILE (.jsonl, .ndjson, .json, .txt), else csv.");

    public string? Path(OptionReader options) => options.Text(_output);

    /// <param name="options">The command line.</param>
    /// <param name="path">Another file than that of --output.</param>
    public RecordFormat Format(OptionReader options, string? path = null) =>
        options.Choice(_format, [.. _formats.Select(f => (f.Word, f.Format))]) ?? FormatOf(path ?? Path(options));

    /// <summary>By the ending of a file; CSV for every other one.</summary>
    public RecordFormat FormatOf(string? path) =>
        _formats.FirstOrDefault(f => f.Endings.Any(ending => path?.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ?? false)).Format;
}
