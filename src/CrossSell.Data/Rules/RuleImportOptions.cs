using System.Globalization;
using System.Text;

namespace CrossSell;

/// <summary>How rules of another program are read. Files that CrossSell wrote need none of it; docs/formats.md tells what is understood.</summary>
public sealed class RuleImportOptions
{
    /// <summary>How many transactions were mined: the n of every measure.</summary>
    /// <value>Default: null, which takes it from the file. Where the file does not say it, it must be set. At least 1.</value>
    public int? TransactionCount { get; set; }

    /// <summary>How far a support, confidence or lift may be from the one that follows from whole counts, as a share of it.</summary>
    /// <value>Default: 0.001, enough for numbers of four digits. 0 or more, below 1.</value>
    public double Tolerance { get; set; } = 0.001;

    /// <summary>The most rules that a file may have; one more is a fault.</summary>
    /// <value>Default: 10,000,000. At least 1.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>What separates fields. CSV only.</summary>
    /// <value>Default: null, which takes whichever of comma, semicolon, tab and <c>|</c> stands most often in the header.</value>
    public char? Delimiter { get; set; }

    /// <summary>The culture of numbers, such as <c>de-DE</c> for decimal commas. CSV only.</summary>
    /// <value>Default: null, which means a decimal point and no separators of thousands.</value>
    public CultureInfo? Culture { get; set; }

    /// <summary>The text's encoding; a byte order mark in the file goes before it. CSV only: JSON is UTF-8, and XML says what it is.</summary>
    /// <value>Default: null, which means UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>What messages call the source.</summary>
    /// <value>Default: null, which takes the file's name.</value>
    public string? SourceName { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a file can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (TransactionCount < 1)
        {
            failures.Add($"{nameof(TransactionCount)} is {TransactionCount}; it must be null or at least 1.");
        }

        if (!(Tolerance is >= 0 and < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Tolerance)} is {Tolerance}; it must be 0 or more and below 1."));
        }

        if (MaxRules < 1)
        {
            failures.Add($"{nameof(MaxRules)} is {MaxRules}; it must be 1 or more.");
        }

        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            failures.Add($"{nameof(Delimiter)} is a quote or a line end; it must be another character, such as ',' or ';'.");
        }

        return failures;
    }
}
