using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>How often a customer bought again, and when: all that models of buying in the manner of Fader, Hardie and Lee (2005) need to know.</summary>
/// <param name="Frequency">x, the number of occasions after the first; 0 or more.</param>
/// <param name="RecencyDays">t_x, the days from the first occasion to the last; 0 with none after the first, at most <paramref name="AgeDays"/>.</param>
/// <param name="AgeDays">T, the days from the first occasion to the instant of looking; 0 or more.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PurchasePattern(int Frequency, double RecencyDays, double AgeDays)
{
    /// <summary>What is wrong with these figures in one sentence; null when they can be those of a customer.</summary>
    public string? Fault =>
        Frequency < 0 ? FormattableString.Invariant($"the frequency is {Frequency}; it must be 0 or more")
        : !(AgeDays >= 0 && double.IsFinite(AgeDays)) ? FormattableString.Invariant($"the age is {AgeDays} days; it must be a finite number of 0 or more")
        : !(RecencyDays >= 0 && RecencyDays <= AgeDays) ? FormattableString.Invariant($"the recency is {RecencyDays} days; it must lie from 0 to the age, {AgeDays}")
        : Frequency == 0 && RecencyDays > 0 ? FormattableString.Invariant($"the recency is {RecencyDays} days with a frequency of 0; without a second occasion it must be 0")
        : null;
}
