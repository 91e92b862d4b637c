using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>One part of a hybrid's logit.</summary>
/// <param name="Part">The part that says so, such as <c>ease</c> or <c>trend</c>; <c>base</c> for what holds for the mean candidate.</param>
/// <param name="Cause">What it rests on.</param>
/// <param name="Product">The place of the owned product that it rests on, else -1.</param>
/// <param name="Amount">In log odds; below 0 where it speaks against the purchase.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HybridContribution(string Part, ScoreCause Cause, int Product, double Amount)
{
    /// <summary>The name of the attribute that it rests on; null unless <see cref="Cause"/> is <see cref="ScoreCause.Attribute"/>.</summary>
    public string? Attribute { get; init; }
}
