using System.Text;
using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Reads and writes rules as CSV: that of CrossSell, and those of arules (R) and mlxtend (Python). docs/formats.md defines the format.</summary>
/// <remarks>
/// What <see cref="Write(RuleSet, string, IReadOnlyList{RuleMeasure}?)"/> wrote reads back as the same rules in the same order; only items that stand in no
/// rule are lost. Thread-safe: every call works on its own. O(rules).
/// </remarks>
public static class CsvRules
{
    private const int CharactersAtOnce = 1 << 16;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="RuleFormatException">The file has faults; they are told together. Nothing is loaded.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RuleSet Load(string path, RuleImportOptions? options = null)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, options?.SourceName ?? path, options);
    }

    /// <summary>Loads a stream, such as standard input. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, RuleImportOptions?)" path="/exception"/>
    public static RuleSet Load(Stream stream, string sourceName, RuleImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options = RuleImport.Checked(options);
        return RuleImport.Unpack(stream, sourceName, plain =>
        {
            using var text = new StreamReader(plain, options.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
            return Load(text, sourceName, options);
        });
    }

    /// <summary>Loads text that is decoded already. The reader stays open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, RuleImportOptions?)" path="/exception"/>
    public static RuleSet Load(TextReader text, string sourceName, RuleImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options = RuleImport.Checked(options);
        try
        {
            using var records = new CsvRecords(text, options.Delimiter, sourceName);
            return new CsvRuleReader(records, options, sourceName).Read();
        }
        catch (PurchaseFormatException e)
        {
            throw new RuleFormatException([e.BadRow], e);
        }
    }

    /// <summary>Writes a file, UTF-8 without a byte order mark. The file appears only when it is whole.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="measures">Measures beside the counts; null for support, confidence and lift.</param>
    /// <exception cref="ArgumentException">An item's id holds a character that CSV cannot hold.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(RuleSet rules, string path, IReadOnlyList<RuleMeasure>? measures = null) =>
        AtomicFile.Write(path, file =>
        {
            using var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            Write(rules, text, measures);
        });

    /// <summary>Writes to a text that stays open: <c>antecedent,consequent,n11,n10,n01,n00</c> and the measures, a line a rule, LF.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="text">Where it is written.</param>
    /// <param name="measures">Measures beside the counts; null for support, confidence and lift.</param>
    /// <exception cref="ArgumentException">An item's id holds a character that CSV cannot hold.</exception>
    public static void Write(RuleSet rules, TextWriter text, IReadOnlyList<RuleMeasure>? measures = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(text);
        measures ??= RuleImport.UsualMeasures;
        RuleTexts.ThrowIfUnwritable(rules.ItemIds, "CSV", c => c != '\0');
        var lines = new StringBuilder("antecedent,consequent,n11,n10,n01,n00");
        lines.Append(string.Concat(measures.Select(m => "," + m.Name))).Append('\n');
        var items = new StringBuilder();
        foreach (AssociationRule rule in rules)
        {
            RuleCounts counts = rule.Counts;
            AppendSide(lines, items, rule.Antecedent);
            lines.Append(',');
            AppendSide(lines, items, rule.Consequent);
            lines.Append(',').Append(counts.N11).Append(',').Append(counts.N10).Append(',').Append(counts.N01).Append(',').Append(counts.N00);
            foreach (RuleMeasure measure in measures)
            {
                lines.Append(',').Append(MeasureText.Format(measure.Evaluate(counts)));
            }

            lines.Append('\n');
            if (lines.Length >= CharactersAtOnce)
            {
                text.Write(lines);
                lines.Clear();
            }
        }

        text.Write(lines);
        text.Flush();
    }

    private static void AppendSide(StringBuilder lines, StringBuilder items, IReadOnlyList<string> side)
    {
        items.Clear();
        ItemLists.Append(items, side);
        string field = items.ToString();
        if (field.AsSpan().ContainsAny(",\"\r\n"))
        {
            lines.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            lines.Append(field);
        }
    }
}
