using System.Collections.Frozen;
using System.Globalization;

namespace CrossSell.Data;

/// <summary>A table of records whose values are ids, words, instants and amounts; whatever is wrong with them is collected.</summary>
internal sealed class RecordTable(Stream stream, string source, CsvLedgerOptions options, List<BadRow> faults) : IDisposable
{
    private const int LongestText = 512;

    private readonly NamedTable _table = new(stream, source, options.Delimiter, options.Encoding, faults);
    private readonly ValueParsers _parsers = new([.. options.DateFormats], options.Culture);
    private readonly Dictionary<string, long> _lineOf = new(StringComparer.Ordinal);
    private bool _isReading;
    private int _before;

    /// <summary>Whether the row read last is without a fault.</summary>
    public bool IsSound => faults.Count == _before;

    public int Column(bool needed, params ReadOnlySpan<string> names) => _table.Find(needed, names);

    public int Customer(bool needed = true) => Column(needed, ["customer", .. ColumnNames.NamesOf(PurchaseRole.Customer)]);

    /// <summary>The customer, where a household may stand beside him; alone, a household is taken for the customer, as everywhere.</summary>
    public int Person(out int household)
    {
        string[] households = ["household", "householdid", "haushalt", "haushaltid"];
        int customer = Column(needed: false, ["customer", .. ColumnNames.NamesOf(PurchaseRole.Customer).Except(households, StringComparer.Ordinal)]);
        household = customer < 0 ? -1 : Column(needed: false, households);
        return customer < 0 ? Customer() : customer;
    }

    public int Product() => Column(needed: true, ["product", .. ColumnNames.NamesOf(PurchaseRole.Product)]);

    /// <summary>The next row; none when the header lacks a column that is needed.</summary>
    public bool Read()
    {
        _isReading |= faults.Count == 0;
        bool any = _isReading && _table.Read();
        _before = faults.Count;
        return any;
    }

    /// <summary>A text of which every character counts.</summary>
    public string Id(int place, string expected)
    {
        string text = _table.Text(place);
        if (string.IsNullOrWhiteSpace(text))
        {
            _table.Fail(place, text, expected);
        }

        return Plain(place, text);
    }

    /// <summary>A text of which every character counts, or null where the field is blank.</summary>
    public string? OptionalId(int place) => _table.Text(place) is var text && string.IsNullOrWhiteSpace(text) ? null : Plain(place, text);

    /// <summary>Words between <c>|</c> or <c>;</c>.</summary>
    public IReadOnlyList<string> Words(int place) =>
        [.. _table.Text(place).Split(['|', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>What a word stands for, or null where the field is blank.</summary>
    public T? Choice<T>(int place, FrozenDictionary<string, T> meanings, string expected)
        where T : struct
    {
        string word = _table.Text(place);
        if (string.IsNullOrWhiteSpace(word))
        {
            return null;
        }

        if (meanings.TryGetValue(HeaderName.Normalize(word), out T meaning))
        {
            return meaning;
        }

        _table.Fail(place, word, expected);
        return null;
    }

    /// <summary>An instant, or null where the field is blank; without a zone it is UTC.</summary>
    public DateTimeOffset? Time(int place)
    {
        string text = _table.Text(place);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (_parsers.Times.TryParse(text, out DateTime time))
        {
            return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
        }

        _table.Fail(place, text, _parsers.Times.Expected(text));
        return null;
    }

    public DateTimeOffset NeededTime(int place)
    {
        int before = faults.Count;
        if (Time(place) is { } time)
        {
            return time;
        }

        if (faults.Count == before)
        {
            Fail(place, "", _parsers.Times.Expected(""));
        }

        return default;
    }

    public decimal? Amount(int place)
    {
        string text = _table.Text(place).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        const NumberStyles styles = NumberStyles.Float | NumberStyles.AllowThousands;
        if (_parsers.Numbers.TryParse(text, out _) && decimal.TryParse(text, styles, options.Culture ?? CultureInfo.InvariantCulture, out decimal amount))
        {
            return amount;
        }

        _table.Fail(place, text, _parsers.Numbers.Expected(text));
        return null;
    }

    /// <summary>Refuses an id that another row has.</summary>
    public void Once(int place, string id, string what)
    {
        if (!_lineOf.TryAdd(id, _table.Line))
        {
            Fail(place, null, string.Create(CultureInfo.InvariantCulture, $"each {what} once; this one stands on line {_lineOf[id]} too"));
        }
    }

    /// <summary>Refuses an interval that ends before it has begun, or at once.</summary>
    public void EndsAfter(DateTimeOffset? begin, int end, DateTimeOffset? until)
    {
        if (until <= begin)
        {
            Fail(end, _table.Text(end), string.Create(CultureInfo.InvariantCulture, $"an end after the beginning, {begin:yyyy-MM-dd HH:mm:ss}; the end itself does not belong to it"));
        }
    }

    public void Fail(int place, string? value, string expected) => _table.Fail(place, value, expected);

    public void Dispose() => _table.Dispose();

    private string Plain(int place, string text)
    {
        if (text.Length > LongestText || text.Any(char.IsControl))
        {
            _table.Fail(place, text, string.Create(CultureInfo.InvariantCulture, $"plain text of at most {LongestText} characters"));
        }

        return text;
    }
}
