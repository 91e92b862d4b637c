namespace CrossSell;

/// <summary>One part of a score.</summary>
/// <param name="Cause">What it rests on.</param>
/// <param name="Product">The place of the owned product that it rests on; -1 unless <paramref name="Cause"/> is <see cref="ScoreCause.OwnedProduct"/>.</param>
/// <param name="Amount">How much it adds; below 0 where it takes away.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct ScoreContribution(ScoreCause Cause, int Product, double Amount)
{
    /// <summary>The name of the attribute that it rests on; null unless <see cref="Cause"/> is <see cref="ScoreCause.Attribute"/>.</summary>
    public string? Attribute { get; init; }
}
