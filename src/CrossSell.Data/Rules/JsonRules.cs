using System.Text.Encodings.Web;
using System.Text.Json;
using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Reads and writes rules as JSON, as one document; reads one object a line, too. docs/formats.md defines the format.</summary>
/// <remarks>
/// What was written reads back as the same <see cref="RuleSet"/>. Reading and writing go piece by piece: no document is held in memory.
/// Thread-safe: every call works on its own. O(rules).
/// </remarks>
public static class JsonRules
{
    internal const string FormatName = "crosssell.rules";
    internal const int Version = 1;
    private const int BytesAtOnce = 1 << 16;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; gzip is known by its first bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="RuleFormatException">The file has faults. Nothing is loaded.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RuleSet Load(string path, RuleImportOptions? options = null)
    {
        using FileStream file = SourceFile.Open(path);
        return Load(file, options?.SourceName ?? path, options);
    }

    /// <summary>Loads a stream. The stream stays open.</summary>
    /// <param name="stream">The file's bytes; gzip is known by the first of them.</param>
    /// <param name="sourceName">What messages call the source.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, RuleImportOptions?)" path="/exception"/>
    public static RuleSet Load(Stream stream, string sourceName, RuleImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options = RuleImport.Checked(options);
        return RuleImport.Unpack(stream, sourceName, plain => new JsonRuleReader(plain, options, sourceName).Read());
    }

    /// <summary>Writes a file. The file appears only when it is whole.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="measures">Measures beside the counts; null for support, confidence and lift.</param>
    /// <exception cref="ArgumentException">An item's id is no text: half of a surrogate pair stands in it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(RuleSet rules, string path, IReadOnlyList<RuleMeasure>? measures = null) =>
        AtomicFile.Write(path, file => Write(rules, file, measures));

    /// <summary>Writes to a stream that stays open.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="stream">Where it is written.</param>
    /// <param name="measures">Measures beside the counts; null for support, confidence and lift.</param>
    /// <exception cref="ArgumentException">An item's id is no text: half of a surrogate pair stands in it.</exception>
    public static void Write(RuleSet rules, Stream stream, IReadOnlyList<RuleMeasure>? measures = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(stream);
        measures ??= RuleImport.UsualMeasures;
        RuleTexts.ThrowIfUnwritable(rules.ItemIds, "JSON", _ => true);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteNumber("transactions", rules.TransactionCount);
        WriteItems(json, "items", rules.ItemIds);
        json.WriteStartArray("rules");
        foreach (AssociationRule rule in rules)
        {
            WriteRule(json, rule, measures);
            if (json.BytesPending >= BytesAtOnce)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteRule(Utf8JsonWriter json, AssociationRule rule, IReadOnlyList<RuleMeasure> measures)
    {
        RuleCounts counts = rule.Counts;
        json.WriteStartObject();
        WriteItems(json, "antecedent", rule.Antecedent);
        WriteItems(json, "consequent", rule.Consequent);
        json.WriteNumber("n11", counts.N11);
        json.WriteNumber("n10", counts.N10);
        json.WriteNumber("n01", counts.N01);
        json.WriteNumber("n00", counts.N00);
        foreach (RuleMeasure measure in measures)
        {
            double? value = measure.Evaluate(counts);
            if (value is { } number && double.IsFinite(number))
            {
                json.WriteNumber(measure.Name, number);
            }
            else if (value is null)
            {
                json.WriteNull(measure.Name);
            }
            else
            {
                json.WriteString(measure.Name, MeasureText.Format(value));
            }
        }

        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (string item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
