namespace CrossSell.Data;

/// <summary>Turns a record into a row of purchases, values parsed, texts still borrowed.</summary>
internal sealed class CsvRowParser
{
    private readonly CsvRecords _records;
    private readonly ColumnBinding _columns;
    private readonly ValueParsers _parsers;
    private readonly int _product;
    private readonly int _customer;
    private readonly int _basket;
    private readonly int _time;
    private readonly int _timeOfDay;
    private readonly int _quantity;
    private readonly int _revenue;
    private readonly int _unitPrice;
    private readonly int _until;
    private readonly int _seller;
    private readonly int _channel;
    private readonly string?[] _extras;
    private RowFault _fault;

    public CsvRowParser(CsvRecords records, ColumnBinding columns, ValueParsers parsers)
    {
        _records = records;
        _columns = columns;
        _parsers = parsers;
        _product = columns[PurchaseRole.Product];
        _customer = columns[PurchaseRole.Customer];
        _basket = columns[PurchaseRole.Basket];
        _time = columns[PurchaseRole.Time];
        _timeOfDay = columns[PurchaseRole.TimeOfDay];
        _quantity = columns[PurchaseRole.Quantity];
        _revenue = columns[PurchaseRole.Revenue];
        _unitPrice = columns[PurchaseRole.UnitPrice];
        _until = columns[PurchaseRole.HeldUntil];
        _seller = columns[PurchaseRole.Seller];
        _channel = columns[PurchaseRole.Channel];
        _extras = new string?[columns.ExtraPlaces.Length];
    }

    /// <summary>Parses the record on which the records stand. The fault names the column as the source calls it.</summary>
    public bool TryParse(ref PurchaseRow row, out RowFault fault)
    {
        _fault = default;
        row.Product = Text(_product);
        row.Customer = Text(_customer);
        row.Basket = Text(_basket);
        row.Seller = Text(_seller);
        row.Channel = Text(_channel);
        row.Time = Time(_time);
        if (_timeOfDay >= 0)
        {
            AddClock(ref row);
        }

        row.Quantity = Number(_quantity);
        row.Revenue = Number(_revenue);
        if (_unitPrice >= 0 && row.Revenue is null)
        {
            row.Revenue = Number(_unitPrice) * (row.Quantity ?? 1.0);
        }

        row.HeldUntil = Time(_until);
        if (_extras.Length > 0)
        {
            ReadExtras(ref row);
        }

        fault = _fault;
        return fault.Column is null;
    }

    private ReadOnlySpan<char> Text(int place)
    {
        if (place < 0)
        {
            return default;
        }

        ReadOnlySpan<char> text = _records.Field(place, out bool damaged);
        if (damaged)
        {
            Fail(place, text, "a field with its quotes in order: one that begins with a quote ends with one, and quotes inside it are doubled");
        }

        return text;
    }

    private DateTime? Time(int place)
    {
        ReadOnlySpan<char> text = Text(place);
        if (IsBlank(text))
        {
            return null;
        }

        if (_parsers.Times.TryParse(text, out DateTime time))
        {
            return time;
        }

        string value = text.ToString();
        Fail(place, value, _parsers.Times.Expected(value));
        return null;
    }

    // The first character decides nearly always.
    private static bool IsBlank(ReadOnlySpan<char> text) => text.IsEmpty || (text[0] is not (> ' ' and < '\u007F') && text.IsWhiteSpace());

    private void AddClock(ref PurchaseRow row)
    {
        ReadOnlySpan<char> text = Text(_timeOfDay);
        if (IsBlank(text) || row.Time is not { } date)
        {
            return;
        }

        if (_parsers.Times.TryParseClock(text, out TimeSpan clock))
        {
            row.Time = date.Date + clock;
        }
        else
        {
            Fail(_timeOfDay, text, "a time of day such as 14:05 or 14:05:30");
        }
    }

    private double? Number(int place)
    {
        ReadOnlySpan<char> text = Text(place);
        if (IsBlank(text))
        {
            return null;
        }

        if (_parsers.Numbers.TryParse(text, out double number))
        {
            return number;
        }

        string value = text.ToString();
        Fail(place, value, _parsers.Numbers.Expected(value));
        return null;
    }

    private void ReadExtras(ref PurchaseRow row)
    {
        for (int i = 0; i < _extras.Length; i++)
        {
            ReadOnlySpan<char> text = Text(_columns.ExtraPlaces[i]);
            _extras[i] = text.IsEmpty ? null : text.ToString();
        }

        row.Extras = _extras;
    }

    private void Fail(int place, ReadOnlySpan<char> value, string expected)
    {
        if (_fault.Column is null)
        {
            _fault = new RowFault(_columns.NameAt(place), value.ToString(), expected);
        }
    }
}
