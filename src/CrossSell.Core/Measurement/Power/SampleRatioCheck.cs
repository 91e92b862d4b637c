using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Whether the arms have the sizes that they were drawn with. Where they have not, something sorted the customers after the draw, and no difference can be believed.</summary>
/// <remarks>Pearson's chi-squared with one degree of freedom (Fabijan et al. 2019). Immutable.</remarks>
/// <param name="Treated">Customers treated.</param>
/// <param name="Control">Customers of the control group.</param>
/// <param name="ControlShare">The share that the control group was drawn with.</param>
/// <param name="PValue">The chance of sizes at least as far from it.</param>
public sealed record SampleRatioCheck(long Treated, long Control, double ControlShare, double PValue)
{
    /// <summary>Below this chance there is a mismatch: so rare that a campaign a day finds one by chance in three years.</summary>
    public const double Threshold = 0.001;

    /// <summary>Whether the sizes are not those of the draw: no verdict on the campaign.</summary>
    public bool IsMismatch => PValue < Threshold;

    /// <summary>Checks two sizes. O(1).</summary>
    /// <param name="treated">Customers treated, 0 or more.</param>
    /// <param name="control">Customers of the control group, 0 or more.</param>
    /// <param name="controlShare">The share that the control group was drawn with, between 0 and 1.</param>
    /// <returns>With a p value of 1 where there are no customers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SampleRatioCheck Of(long treated, long control, double controlShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treated);
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        if (!(controlShare > 0 && controlShare < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(controlShare), controlShare, string.Create(CultureInfo.InvariantCulture, $"controlShare is {controlShare}; it must lie between 0 and 1."));
        }

        double n = (double)treated + control;
        double z = n == 0 ? 0 : (control - (n * controlShare)) / Math.Sqrt(n * controlShare * (1 - controlShare));
        return new SampleRatioCheck(treated, control, controlShare, NormalDistribution.TwoSidedTail(z));
    }
}
