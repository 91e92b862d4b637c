using System.Data.Common;
using System.Globalization;

namespace CrossSell.Data;

/// <summary>Turns the row on which a database reader stands into a row of purchases.</summary>
internal sealed class DbRowParser(DbDataReader reader, ColumnBinding columns, ValueParsers parsers)
{
    private readonly string?[] _extras = new string?[columns.ExtraPlaces.Length];
    private RowFault _fault;

    /// <summary>The fault names the column as the database calls it.</summary>
    public bool TryParse(ref PurchaseRow row, out RowFault fault)
    {
        _fault = default;
        row.Product = Text(columns[PurchaseRole.Product]);
        row.Customer = Text(columns[PurchaseRole.Customer]);
        row.Basket = Text(columns[PurchaseRole.Basket]);
        row.Seller = Text(columns[PurchaseRole.Seller]);
        row.Channel = Text(columns[PurchaseRole.Channel]);
        row.Time = Time(columns[PurchaseRole.Time]);
        if (row.Time is { } date && Clock(columns[PurchaseRole.TimeOfDay]) is { } clock)
        {
            row.Time = date.Date + clock;
        }

        row.Quantity = Number(columns[PurchaseRole.Quantity]);
        row.Revenue = Number(columns[PurchaseRole.Revenue]);
        if (row.Revenue is null)
        {
            row.Revenue = Number(columns[PurchaseRole.UnitPrice]) * (row.Quantity ?? 1.0);
        }

        row.HeldUntil = Time(columns[PurchaseRole.HeldUntil]);
        for (int i = 0; i < _extras.Length; i++)
        {
            _extras[i] = Text(columns.ExtraPlaces[i]);
        }

        row.Extras = _extras;
        fault = _fault;
        return fault.Column is null;
    }

    private object? Value(int place) => place < 0 || reader.IsDBNull(place) ? null : reader.GetValue(place);

    private string? Text(int place)
    {
        object? value = Value(place);
        if (value is null)
        {
            return null;
        }

        string? text = DbText.Of(value);
        if (text is null)
        {
            Fail(place, value, "a text, a whole number or another value that can be an id");
        }

        return text;
    }

    private DateTime? Time(int place)
    {
        object? value = Value(place);
        switch (value)
        {
            case null:
                return null;
            case DateTime time:
                return time;
            case DateTimeOffset instant:
                return instant.UtcDateTime;
            case DateOnly date:
                return date.ToDateTime(TimeOnly.MinValue);
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text when parsers.Times.TryParse(text, out DateTime time):
                return time;
            case string text:
                Fail(place, text, parsers.Times.Expected(text));
                return null;
            default:
                Fail(place, value, "a date");
                return null;
        }
    }

    private TimeSpan? Clock(int place)
    {
        object? value = Value(place);
        switch (value)
        {
            case null:
                return null;
            case TimeSpan span when span >= TimeSpan.Zero && span < TimeSpan.FromDays(1):
                return span;
            case TimeOnly time:
                return time.ToTimeSpan();
            case DateTime time:
                return time.TimeOfDay;
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text when parsers.Times.TryParseClock(text, out TimeSpan clock):
                return clock;
            default:
                Fail(place, value, "a time of day such as 14:05 or 14:05:30");
                return null;
        }
    }

    private double? Number(int place)
    {
        object? value = Value(place);
        switch (value)
        {
            case null:
                return null;
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text when parsers.Numbers.TryParse(text, out double number):
                return number;
            case string text:
                Fail(place, text, parsers.Numbers.Expected(text));
                return null;
            case double or float or decimal or byte or sbyte or short or ushort or int or uint or long or ulong:
                return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            default:
                Fail(place, value, "a number");
                return null;
        }
    }

    private void Fail(int place, object value, string expected)
    {
        if (_fault.Column is null)
        {
            string seen = value is byte[] bytes
                ? string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes")
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            _fault = new RowFault(columns.NameAt(place), seen, expected);
        }
    }
}
