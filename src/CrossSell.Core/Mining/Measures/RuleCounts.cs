using System.Globalization;
using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>
/// The four counts behind a rule "antecedent -> consequent": every measure of the rule follows from them.
/// </summary>
/// <remarks>
/// <para>
/// Of N transactions, N11 hold antecedent and consequent, N10 the antecedent without the (whole) consequent,
/// N01 the consequent without the (whole) antecedent, N00 neither. A margin is named by its index, <c>x</c> standing for "either".
/// </para>
/// <para>An immutable value of four numbers; <c>default</c> is the empty table. Thread-safe.</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RuleCounts
{
    /// <summary>The largest total, 2^53: up to here each count is exact as a <see cref="double"/>.</summary>
    public const long MaxTotal = 1L << 53;

    /// <summary>Takes the four cells.</summary>
    /// <param name="n11">Transactions with antecedent and consequent.</param>
    /// <param name="n10">Transactions with the antecedent only.</param>
    /// <param name="n01">Transactions with the consequent only.</param>
    /// <param name="n00">Transactions with neither.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the total is above <see cref="MaxTotal"/>.</exception>
    public RuleCounts(long n11, long n10, long n01, long n00)
    {
        ThrowIfNotACount(n11, nameof(n11));
        ThrowIfNotACount(n10, nameof(n10));
        ThrowIfNotACount(n01, nameof(n01));
        ThrowIfNotACount(n00, nameof(n00));
        N11 = n11;
        N10 = n10;
        N01 = n01;
        N00 = n00;
        if (N > MaxTotal)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n00),
                n00,
                $"The counts add up to {N}; a table holds at most {MaxTotal} transactions.");
        }
    }

    /// <summary>Transactions with antecedent and consequent.</summary>
    public long N11 { get; }

    /// <summary>Transactions with the antecedent, without the consequent.</summary>
    public long N10 { get; }

    /// <summary>Transactions with the consequent, without the antecedent.</summary>
    public long N01 { get; }

    /// <summary>Transactions with neither.</summary>
    public long N00 { get; }

    /// <summary>Transactions with the antecedent: N11 + N10.</summary>
    public long N1x => N11 + N10;

    /// <summary>Transactions without the antecedent: N01 + N00.</summary>
    public long N0x => N01 + N00;

    /// <summary>Transactions with the consequent: N11 + N01.</summary>
    public long Nx1 => N11 + N01;

    /// <summary>Transactions without the consequent: N10 + N00.</summary>
    public long Nx0 => N10 + N00;

    /// <summary>All transactions, the empty ones too.</summary>
    public long N => N11 + N10 + N01 + N00;

    /// <summary>
    /// d = N11*N00 - N10*N01 = N*N11 - N1x*Nx1: above 0 when antecedent and consequent attract each other, 0 when they are independent.
    /// </summary>
    /// <remarks>
    /// Worked out in 128-bit integers and rounded once. The difference of two shares of nearly the same size, as the textbooks write it,
    /// would lose its digits just where a rule is near independence.
    /// </remarks>
    internal double Determinant => (double)(Math.BigMul(N11, N00) - Math.BigMul(N10, N01));

    /// <summary>Builds the table from what a miner counts: the itemset, its two parts, and all transactions.</summary>
    /// <param name="both">Transactions with antecedent and consequent.</param>
    /// <param name="antecedent">Transactions with the antecedent, whether or not they hold the consequent.</param>
    /// <param name="consequent">Transactions with the consequent, whether or not they hold the antecedent.</param>
    /// <param name="total">All transactions.</param>
    /// <returns>The table with these margins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No transactions have these counts; the message says which two disagree.</exception>
    public static RuleCounts FromMargins(long both, long antecedent, long consequent, long total)
    {
        ThrowIfNotACount(total, nameof(total));
        ThrowIfNotWithin(antecedent, nameof(antecedent), total, nameof(total));
        ThrowIfNotWithin(consequent, nameof(consequent), total, nameof(total));
        ThrowIfNotWithin(both, nameof(both), antecedent, nameof(antecedent));
        ThrowIfNotWithin(both, nameof(both), consequent, nameof(consequent));
        long either = antecedent + consequent - both;
        if (either > total)
        {
            throw new ArgumentOutOfRangeException(
                nameof(total),
                total,
                $"antecedent {antecedent} + consequent {consequent} - both {both} = {either} transactions hold one or the other; "
                + $"total is only {total}.");
        }

        return new RuleCounts(both, antecedent - both, consequent - both, total - either);
    }

    /// <summary>The table of the reversed rule, "consequent -> antecedent": N10 and N01 change places.</summary>
    /// <returns>The table of the reversed rule.</returns>
    public RuleCounts Swap() => new(N11, N01, N10, N00);

    /// <summary>The four cells as text, such as <c>n11=3 n10=1 n01=2 n00=4</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"n11={N11} n10={N10} n01={N01} n00={N00}");

    private static void ThrowIfNotACount(long value, string name)
    {
        if (value is < 0 or > MaxTotal)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a count from 0 to {MaxTotal}.");
        }
    }

    private static void ThrowIfNotWithin(long part, string partName, long whole, string wholeName)
    {
        if (part < 0 || part > whole)
        {
            throw new ArgumentOutOfRangeException(
                partName,
                part,
                $"{partName} is {part}; it must be a count from 0 to {wholeName}, {whole}.");
        }
    }
}
