using System.Globalization;

namespace CrossSell.Data;

/// <summary>Goes through a table of pairs row by row; the first fault ends it.</summary>
internal sealed class PairReader : IDisposable
{
    private const int RowsBetweenLooks = 1 << 14;

    private readonly CsvRecords _records;
    private readonly CsvPairOptions _options;
    private readonly TimeParser _times;
    private readonly string _source;
    private readonly string[] _header;
    private readonly int _customer;
    private readonly int _product;
    private readonly int _baskets;
    private readonly int _first;
    private readonly int _last;

    /// <exception cref="PurchaseFormatException">The text is empty or binary, or its columns are not those of pairs.</exception>
    public PairReader(TextReader text, string source, CsvPairOptions options)
    {
        _source = source;
        _options = options;
        _times = new ValueParsers([.. options.DateFormats], options.Culture).Times;
        _records = new CsvRecords(text, options.Delimiter, source);
        _records.Read();
        if (_records.HasNul)
        {
            throw Fault(-1, null, CsvRecords.NoNul);
        }

        _header = [.. Enumerable.Range(0, _records.Count).Select(i => _records.Field(i, out _).Trim().ToString())];
        _customer = Find(needed: true, ["user", .. ColumnNames.NamesOf(PurchaseRole.Customer)]);
        _product = Find(needed: true, ["item", .. ColumnNames.NamesOf(PurchaseRole.Product)]);
        _baskets = Find(needed: false, ["nbaskets", "baskets", "basketcount", "warenkoerbe"]);
        _first = Find(needed: false, ["first", "firsttime", "firstpurchase", "firstdate", "erster", "erstmals", "ersterkauf"]);
        _last = Find(needed: false, ["last", "lasttime", "lastpurchase", "lastdate", "letzter", "zuletzt", "letzterkauf"]);
        if (_last >= 0 && _first < 0)
        {
            throw Fault(-1, null, $"a column 'first' beside '{_header[_last]}'");
        }
    }

    public PurchaseMatrix Read(CancellationToken cancellationToken)
    {
        var builder = new PurchaseMatrixBuilder();
        for (int row = 0; _records.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Add(builder);
        }

        return builder.Count > 0 ? builder.Build(_options.AsOf) : throw new PurchaseFormatException(new BadRow(_source, 0, null, null, "rows below the header; there are none"));
    }

    public void Dispose() => _records.Dispose();

    private void Add(PurchaseMatrixBuilder builder)
    {
        if (_records.HasNul || _records.Count != _header.Length)
        {
            throw Fault(-1, null, _records.HasNul ? CsvRecords.NoNul : string.Create(CultureInfo.InvariantCulture, $"{_header.Length} fields as in the header, met {_records.Count}"));
        }

        ReadOnlySpan<char> customer = Id(_customer, "the id of a customer");
        ReadOnlySpan<char> product = Id(_product, "the id of a product");
        if (_options.NewSince is { } before)
        {
            ThrowUnlessNew(before, customer, product);
        }

        int baskets = Baskets();
        DateTime? first = Time(_first);
        DateTime? last = Time(_last);
        if (last is not null && !(first <= last))
        {
            throw Fault(_last, _records.Field(_last, out _).ToString(), first is null ? "nothing, since the first time is not known" : string.Create(CultureInfo.InvariantCulture, $"a time that is not before the first, {first:yyyy-MM-dd HH:mm:ss}"));
        }

        if ((last ?? first) >= _options.AsOf)
        {
            int place = last is null ? _first : _last;
            throw Fault(place, _records.Field(place, out _).ToString(), string.Create(CultureInfo.InvariantCulture, $"a time before {_options.AsOf:yyyy-MM-dd HH:mm:ss}, up to which purchases are known"));
        }

        if (!builder.Add(customer, product, baskets, first, last))
        {
            throw Fault(_product, product.ToString(), $"each pair once; customer '{customer}' has this product on an earlier line too");
        }
    }

    private void ThrowUnlessNew(PurchaseMatrix before, ReadOnlySpan<char> customer, ReadOnlySpan<char> product)
    {
        int customerPlace = before.Customers.IndexOf(customer);
        if (customerPlace < 0)
        {
            throw Fault(_customer, customer.ToString(), "a customer with earlier purchases");
        }

        int productPlace = before.Products.IndexOf(product);
        if (productPlace < 0)
        {
            throw Fault(_product, product.ToString(), "a product with earlier purchases");
        }

        if (before[customerPlace].Products.BinarySearch(productPlace) >= 0)
        {
            throw Fault(_product, product.ToString(), $"a product that customer '{customer}' had not bought before");
        }
    }

    private ReadOnlySpan<char> Text(int place)
    {
        ReadOnlySpan<char> text = _records.Field(place, out bool damaged);
        return damaged || text.Contains('\uFFFD')
            ? throw Fault(place, text.ToString(), damaged ? "a field with its quotes in order" : "text that can be decoded; the file may be in another encoding than the one it is read with")
            : text;
    }

    private ReadOnlySpan<char> Id(int place, string expected)
    {
        ReadOnlySpan<char> text = Text(place);
        return text.IsWhiteSpace() ? throw Fault(place, text.ToString(), expected) : text;
    }

    private int Baskets()
    {
        if (_baskets < 0)
        {
            return 1;
        }

        ReadOnlySpan<char> text = Text(_baskets).Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw Fault(_baskets, text.ToString(), "a number of baskets, a whole number of 1 or more");
    }

    private DateTime? Time(int place)
    {
        ReadOnlySpan<char> text = place < 0 ? [] : Text(place);
        if (text.IsWhiteSpace())
        {
            return null;
        }

        return _times.TryParse(text, out DateTime time) ? time : throw Fault(place, text.ToString(), _times.Expected(text.ToString()));
    }

    private int Find(bool needed, ReadOnlySpan<string> names)
    {
        int found = -1;
        for (int place = 0; place < _header.Length; place++)
        {
            if (names.Contains(HeaderName.Normalize(_header[place])))
            {
                found = found < 0 ? place : throw Fault(-1, null, $"one column '{names[0]}'; the header has '{_header[found]}' and '{_header[place]}'");
            }
        }

        return found >= 0 || !needed ? found : throw Fault(-1, null, $"a column '{names[0]}'; the header has {string.Join(", ", _header.Select(name => $"'{name}'"))}");
    }

    private PurchaseFormatException Fault(int place, string? value, string expected) =>
        new(new BadRow(_source, _records.Line, place < 0 ? null : _header[place], value, expected));
}
