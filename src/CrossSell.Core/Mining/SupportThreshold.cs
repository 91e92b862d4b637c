using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CrossSell.Mining;

/// <summary>The smallest support that still counts as frequent: a number of transactions, or a share of them.</summary>
/// <remarks>
/// A share is kept as a decimal and turned into a count without any rounding, so a threshold that is exactly met is met:
/// 0.28 of 25 transactions is 7, not 8. The default value is a count of 1.
/// </remarks>
public readonly record struct SupportThreshold
{
    private readonly long _count;
    private readonly decimal _share;

    private SupportThreshold(long count, decimal share)
    {
        _count = count;
        _share = share;
    }

    /// <summary>Whether this is a share of the transactions rather than a number of them.</summary>
    public bool IsShare => _share > 0;

    /// <summary>At least this many transactions.</summary>
    /// <param name="count">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public static SupportThreshold FromCount(long count) =>
        count >= 1
            ? new SupportThreshold(count, 0)
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"The minimum support count is {count}; it must be 1 or more.");

    /// <summary>At least this share of the transactions.</summary>
    /// <param name="share">More than 0 and less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static SupportThreshold FromShare(decimal share) =>
        share is > 0 and < 1
            ? new SupportThreshold(0, share)
            : throw new ArgumentOutOfRangeException(
                nameof(share), share, string.Create(CultureInfo.InvariantCulture, $"The minimum support share is {share}; it must be more than 0 and less than 1."));

    /// <summary>At least this share of the transactions; the number meant is the shortest decimal that reads back as the same double.</summary>
    /// <param name="share">More than 0 and less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or is not a number.</exception>
    public static SupportThreshold FromShare(double share) =>
        share is > 0 and < 1 && TryParse(share.ToString("R", CultureInfo.InvariantCulture), out SupportThreshold threshold, out _)
            ? threshold
            : throw new ArgumentOutOfRangeException(
                nameof(share), share, string.Create(CultureInfo.InvariantCulture, $"The minimum support share is {share}; it must be more than 0 and less than 1."));

    /// <summary>Reads a threshold as people write it: 1 or more is a count and must be whole, less than 1 is a share.</summary>
    /// <param name="text">A number in invariant notation, such as <c>30</c> or <c>0.005</c>.</param>
    /// <exception cref="FormatException">The text is no such number; the message says what was seen and what is expected.</exception>
    public static SupportThreshold Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out SupportThreshold threshold, out string? error) ? threshold : throw new FormatException(error);
    }

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    /// <param name="text">A number in invariant notation.</param>
    /// <param name="threshold">The threshold read.</param>
    /// <param name="error">What was seen and what is expected, when the text is no threshold.</param>
    public static bool TryParse(string? text, out SupportThreshold threshold, [NotNullWhen(false)] out string? error)
    {
        threshold = default;
        const NumberStyles style = NumberStyles.Float & ~NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out decimal value) || value <= 0)
        {
            error = $"The minimum support is '{text}'; it must be a whole number of transactions (1 or more) or a share of them (more than 0, less than 1).";
            return false;
        }

        if (value < 1)
        {
            threshold = new SupportThreshold(0, value);
        }
        else if (value == decimal.Truncate(value) && value <= long.MaxValue)
        {
            threshold = new SupportThreshold((long)value, 0);
        }
        else
        {
            error = $"The minimum support is '{text}'; from 1 on it is a number of transactions and must be whole.";
            return false;
        }

        error = null;
        return true;
    }

    /// <summary>
    /// The smallest number of transactions that meets the threshold: the share times the transactions, rounded up exactly, at least 1. A share that is the
    /// double nearest to count / transactions, as a printed support is, means that count.
    /// </summary>
    /// <param name="transactions">How many transactions there are, 0 or more.</param>
    public long ToCount(int transactions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(transactions);
        if (!IsShare)
        {
            return Math.Max(1, _count);
        }

        return PrintedCount(transactions) ?? Math.Max(1, new ExactRatio(_share).CeilingOf(transactions));
    }

    /// <summary>A support that was printed, as the shortest text of the double nearest to count / n, and is given back means that count, not the next one.</summary>
    private long? PrintedCount(int transactions)
    {
        // By its text, because the conversion from decimal to double does not always give the nearest one.
        double share = double.Parse(_share.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool wasPrinted = decimal.Parse(share.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) == _share;
        long nearest = (long)Math.Round(share * transactions);
        return wasPrinted && nearest >= 1 && (double)nearest / transactions == share ? nearest : null;
    }

    /// <summary>The threshold as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        IsShare ? _share.ToString(CultureInfo.InvariantCulture) : Math.Max(1, _count).ToString(CultureInfo.InvariantCulture);
}
