using System.Collections.Frozen;
using System.Globalization;

namespace CrossSell;

/// <summary>A text with translations, such as a product's name.</summary>
/// <remarks>Immutable and thread-safe. Languages are two-letter codes such as <c>de</c>; case does not matter.</remarks>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    private readonly FrozenDictionary<string, string> _translations;

    /// <summary>A text that is the same in every language until <see cref="With"/> adds one.</summary>
    /// <param name="text">The default text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public LocalizedText(string text)
        : this(text, FrozenDictionary<string, string>.Empty)
    {
    }

    private LocalizedText(string text, FrozenDictionary<string, string> translations)
    {
        ArgumentNullException.ThrowIfNull(text);
        Default = text;
        _translations = translations;
    }

    /// <summary>The text for every language that has no translation of its own.</summary>
    public string Default { get; }

    /// <summary>The languages with a translation, in ordinal order.</summary>
    public IReadOnlyList<string> Languages => [.. _translations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A copy that also holds a translation; a translation already there is replaced.</summary>
    /// <param name="language">A language code such as <c>de</c> or <c>de-AT</c>.</param>
    /// <param name="text">The text in that language.</param>
    /// <exception cref="ArgumentException"><paramref name="language"/> is empty or <paramref name="text"/> is null.</exception>
    public LocalizedText With(string language, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
        ArgumentNullException.ThrowIfNull(text);
        var translations = new Dictionary<string, string>(_translations, StringComparer.OrdinalIgnoreCase)
        {
            [language] = text,
        };
        return new LocalizedText(Default, translations.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The text for a culture: its own (<c>de-AT</c>), else its language's (<c>de</c>), else <see cref="Default"/>.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        for (CultureInfo c = culture; c.Name.Length > 0; c = c.Parent)
        {
            if (_translations.TryGetValue(c.Name, out string? text))
            {
                return text;
            }
        }

        return Default;
    }

    /// <summary>The translation for exactly this language code.</summary>
    internal string In(string language) => _translations[language];

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) =>
        other is not null
        && string.Equals(Default, other.Default, StringComparison.Ordinal)
        && _translations.Count == other._translations.Count
        && _translations.All(t => other._translations.TryGetValue(t.Key, out string? text) && string.Equals(text, t.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Default);

    /// <summary>The default text.</summary>
    public override string ToString() => Default;
}
