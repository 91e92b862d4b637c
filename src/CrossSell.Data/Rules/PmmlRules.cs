using System.Xml;
using CrossSell.Data;
using CrossSell.Mining;

namespace CrossSell;

/// <summary>Reads and writes rules as the AssociationModel of PMML, the exchange format of data mining programs. docs/formats.md says what is kept.</summary>
/// <remarks>
/// <para>PMML 4.4 (Data Mining Group 2019, "Association Rules") is written; versions 2 to 4.4 are read, whatever their namespace.</para>
/// <para>
/// A file from elsewhere is taken as hostile: document type definitions are refused, nothing outside of the file is opened, and its length is limited.
/// Thread-safe: every call works on its own. O(rules).
/// </para>
/// </remarks>
public static class PmmlRules
{
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
        return RuleImport.Unpack(stream, sourceName, plain => new PmmlReader(plain, options, sourceName).Read());
    }

    /// <summary>Writes a file. The file appears only when it is whole.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ArgumentException">An item's id holds a character that XML cannot hold, such as most control characters.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(RuleSet rules, string path) => AtomicFile.Write(path, file => Write(rules, file));

    /// <summary>Writes to a stream that stays open.</summary>
    /// <param name="rules">What is written.</param>
    /// <param name="stream">Where it is written.</param>
    /// <exception cref="ArgumentException">An item's id holds a character that XML cannot hold, such as most control characters.</exception>
    public static void Write(RuleSet rules, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(stream);
        RuleTexts.ThrowIfUnwritable(rules.ItemIds, "XML", XmlConvert.IsXmlChar);
        PmmlWriter.Write(rules, stream);
    }
}
