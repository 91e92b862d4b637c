namespace CrossSell.Tool;

/// <summary>How rows are written.</summary>
internal enum RecordFormat
{
    /// <summary>Comma-separated with a header line, RFC 4180 quoting, LF.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
