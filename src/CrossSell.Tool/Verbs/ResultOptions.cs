using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Where a result goes and how it is written.</summary>
internal sealed class ResultOptions
{
    private readonly Option<string> _output = Opt.Text(
        "--output", "FILE", "Where the result goes; it appears whole or not at all. Default: -, standard output.");

    private readonly Option<string> _format = Opt.Text(
        "--output-format", "csv|jsonl", "CSV, or one JSON object a line. Default: jsonl when FILE ends with .jsonl or .ndjson, else csv.");

    public OptionGroup Group => new("Result", [_output, _format]);

    public string? Path(OptionReader options) => options.Text(_output);

    public RecordFormat Format(OptionReader options)
    {
        string path = Path(options) ?? "";
        bool jsonLines = path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
        return options.Choice(_format, ("csv", RecordFormat.Csv), ("jsonl", RecordFormat.JsonLines))
            ?? (jsonLines ? RecordFormat.JsonLines : RecordFormat.Csv);
    }
}
