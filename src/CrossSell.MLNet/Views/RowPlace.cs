namespace CrossSell.MLNet.Views;

/// <summary>Where a cursor stands; its getters read from there.</summary>
internal sealed class RowPlace
{
    /// <summary>The row, from 0.</summary>
    public int Row { get; set; } = -1;
}
