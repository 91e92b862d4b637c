using System.Globalization;

namespace CrossSell;

/// <summary>Decides over a row before any of its ids is taken, so that a refused row leaves no trace.</summary>
internal sealed class RowValidator(PurchaseHistoryOptions options)
{
    // A copy: the caller may go on using his options.
    private readonly ReturnHandling _returns = options.Returns;
    private readonly FutureHandling _future = options.FutureRows;
    private readonly DateTime? _asOf = options.AsOf;

    public long RowsSeen { get; set; }

    public long ZeroQuantities { get; private set; }

    public long IgnoredReturns { get; private set; }

    public long FutureRows { get; private set; }

    /// <param name="row">The row.</param>
    /// <param name="extraNames">The names of the row's further columns.</param>
    /// <param name="fault">What is wrong with a row that is refused.</param>
    public RowVerdict Check(in PurchaseRow row, IReadOnlyList<string> extraNames, out RowFault fault)
    {
        RowsSeen++;
        fault = default;
        if (IsOrdinary(row))
        {
            return RowVerdict.Take;
        }

        return CheckIds(row, out fault) && CheckTexts(row, extraNames, out fault) && CheckNumbers(row, out fault) && CheckTimes(row, out fault)
            ? LeaveOutOrTake(row)
            : RowVerdict.Refuse;
    }

    /// <summary>What nearly every row is: plain ids, a positive quantity, nothing that any option asks about. It saves such a row the dozen questions of the others.</summary>
    private bool IsOrdinary(in PurchaseRow row) =>
        _asOf is null
        && row.HeldUntil is null
        && row.Quantity is null or (> 0 and < double.PositiveInfinity)
        && (row.Revenue is null || double.IsFinite(row.Revenue.Value))
        && row.Seller.IsEmpty
        && row.Channel.IsEmpty
        && row.Extras.IsEmpty
        && IsPlain(row.Product)
        && IsPlain(row.Customer)
        && (row.Basket.IsEmpty || IsPlain(row.Basket));

    private static bool IsPlain(ReadOnlySpan<char> id) => !id.IsEmpty && !id.ContainsAnyExceptInRange('!', '~');

    private static bool CheckIds(in PurchaseRow row, out RowFault fault)
    {
        fault = default;
        if (row.Product.IsWhiteSpace())
        {
            fault = new RowFault("product", row.Product.ToString(), "a product id");
        }
        else if (row.Customer.IsWhiteSpace() && row.Basket.IsWhiteSpace())
        {
            fault = new RowFault("customer", row.Customer.ToString(), "a customer id, or a basket id for an anonymous purchase");
        }
        else if (IsBroken(row.Product))
        {
            fault = Undecodable("product", row.Product);
        }
        else if (IsBroken(row.Customer))
        {
            fault = Undecodable("customer", row.Customer);
        }
        else if (IsBroken(row.Basket))
        {
            fault = Undecodable("basket", row.Basket);
        }

        return fault.Column is null;
    }

    private static bool CheckTexts(in PurchaseRow row, IReadOnlyList<string> extraNames, out RowFault fault)
    {
        fault = default;
        if (IsBroken(row.Seller))
        {
            fault = Undecodable("seller", row.Seller);
        }
        else if (IsBroken(row.Channel))
        {
            fault = Undecodable("channel", row.Channel);
        }

        for (int i = 0; i < row.Extras.Length && fault.Column is null; i++)
        {
            if (IsBroken(row.Extras[i]))
            {
                fault = Undecodable(extraNames[i], row.Extras[i]);
            }
        }

        return fault.Column is null;
    }

    private static RowFault Undecodable(string column, ReadOnlySpan<char> value) =>
        new(column, value.ToString(), "text that can be decoded; the file may be in another encoding than the one it is read with");

    private bool CheckNumbers(in PurchaseRow row, out RowFault fault)
    {
        fault = default;
        if (row.Quantity is { } quantity && !double.IsFinite(quantity))
        {
            fault = new RowFault("quantity", quantity.ToString(CultureInfo.InvariantCulture), "a finite number");
        }
        else if (row.Quantity is <= 0 && _returns == ReturnHandling.Reject)
        {
            fault = new RowFault("quantity", row.Quantity.Value.ToString(CultureInfo.InvariantCulture), "a quantity above 0");
        }
        else if (row.Revenue is { } revenue && !double.IsFinite(revenue))
        {
            fault = new RowFault("revenue", revenue.ToString(CultureInfo.InvariantCulture), "a finite number");
        }

        return fault.Column is null;
    }

    private bool CheckTimes(in PurchaseRow row, out RowFault fault)
    {
        fault = default;
        if (row.HeldUntil is { } until && row.Time is { } from && until < from)
        {
            fault = new RowFault("until", Text(until), $"an end that is not before the start, {Text(from)}");
        }
        else if (_future == FutureHandling.Reject && IsFuture(row))
        {
            fault = new RowFault("time", Text(row.Time!.Value), $"a time up to {Text(_asOf!.Value)}");
        }

        return fault.Column is null;
    }

    private RowVerdict LeaveOutOrTake(in PurchaseRow row)
    {
        if (IsFuture(row))
        {
            FutureRows++;
            return RowVerdict.LeaveOut;
        }

        if (row.Quantity is 0)
        {
            ZeroQuantities++;
            return RowVerdict.LeaveOut;
        }

        if (row.Quantity is < 0 && _returns == ReturnHandling.Ignore)
        {
            IgnoredReturns++;
            return RowVerdict.LeaveOut;
        }

        return RowVerdict.Take;
    }

    private bool IsFuture(in PurchaseRow row) => row.Time > _asOf;

    /// <summary>U+FFFD is what a decoder leaves where bytes made no sense; half a surrogate pair cannot be kept exactly.</summary>
    public static bool IsBroken(ReadOnlySpan<char> id)
    {
        int odd = id.IndexOfAnyInRange('\uD800', '\uFFFD');
        if (odd < 0)
        {
            return false;
        }

        for (int i = odd; i < id.Length; i++)
        {
            if (id[i] == '\uFFFD')
            {
                return true;
            }

            if (char.IsSurrogate(id[i]))
            {
                if (!char.IsHighSurrogate(id[i]) || i + 1 == id.Length || !char.IsLowSurrogate(id[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static string Text(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
