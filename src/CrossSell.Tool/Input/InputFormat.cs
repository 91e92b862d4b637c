namespace CrossSell.Tool;

/// <summary>What an input of purchases looks like.</summary>
internal enum InputFormat
{
    /// <summary>Rows with a header.</summary>
    Csv,

    /// <summary>A basket a line, items separated by blanks.</summary>
    Fimi,
}
