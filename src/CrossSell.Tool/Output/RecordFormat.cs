namespace CrossSell.Tool;

/// <summary>How a result is written.</summary>
internal enum RecordFormat
{
    /// <summary>Comma-separated with a header line, RFC 4180 quoting, LF.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>The whole as one JSON document.</summary>
    Json,

    /// <summary>Rules as a PMML document.</summary>
    Pmml,

    /// <summary>Itemsets as lines of FIMI: the items and the count, as LCM and other miners write them.</summary>
    Fimi,

    /// <summary>A table for a person to read.</summary>
    Text,
}
