using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Finds the whole counts behind a rule's support, confidence and lift.</summary>
/// <remarks>A count that is known from elsewhere is taken where the measure agrees with it, since a rounded measure may miss it by one.</remarks>
internal sealed class GivenMeasures(int transactions, double tolerance, int? knownBoth, int? knownAntecedent, int? knownConsequent)
{
    public long Both { get; private set; }

    public long Antecedent { get; private set; }

    public long Consequent { get; private set; }

    /// <returns>What was expected instead; null when the counts are found.</returns>
    public string? Solve(double support, double confidence, double? lift)
    {
        if (!(support is > 0 and <= 1))
        {
            return Text($"a support above 0 and at most 1; it is {support}");
        }

        if (!(confidence is > 0 and <= 1))
        {
            return Text($"a confidence above 0 and at most 1; it is {confidence}");
        }

        if (lift is { } given && !(given > 0 && double.IsFinite(given)))
        {
            return Text($"a lift above 0; it is {given}");
        }

        Both = knownBoth ?? Whole(support * transactions);
        if (Both < 1 || !IsNear((double)Both / transactions, support))
        {
            return Text($"a support that is a whole number of the {transactions} transactions; {support} of them are {support * transactions:0.###}{Elsewhere(knownBoth)}");
        }

        Antecedent = knownAntecedent ?? Whole(Both / confidence);
        if (!IsNear((double)Both / Antecedent, confidence))
        {
            return Text($"a confidence of {(double)Both / Antecedent:R}, for {Both} of {Antecedent} transactions{Elsewhere(knownAntecedent)}; it is {confidence}");
        }

        if (lift is null && knownConsequent is null)
        {
            return "a lift, because nothing else says how many transactions hold the consequent";
        }

        Consequent = knownConsequent ?? Whole((double)Both * transactions / (Antecedent * lift!.Value));
        return Impossible() ?? WrongLift(lift);
    }

    private string? WrongLift(double? lift)
    {
        double fitting = (double)Both * transactions / ((double)Antecedent * Consequent);
        return lift is not { } given || IsNear(fitting, given)
            ? null
            : Text($"a lift of {fitting:R}, for {Both} transactions with both sides, {Antecedent} and {Consequent} with each{Elsewhere(knownConsequent)}; it is {given}");
    }

    private string? Impossible()
    {
        long either = Antecedent + Consequent - Both;
        return Both > Antecedent || Both > Consequent || Antecedent > transactions || Consequent > transactions || either > transactions
            ? Text($"counts that {transactions} transactions can have; these measures mean {Both} with both sides, {Antecedent} with the antecedent, {Consequent} with the consequent")
            : null;
    }

    private bool IsNear(double fitting, double given) => Math.Abs(fitting - given) <= Math.Max(tolerance, 1e-9) * given;

    private static string Elsewhere(int? known) => known is null ? "" : " as told before";

    private static long Whole(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value, MidpointRounding.AwayFromZero);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
