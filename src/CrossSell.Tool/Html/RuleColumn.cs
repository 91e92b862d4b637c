namespace CrossSell.Tool;

/// <summary>A column of figures in the page's table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Help">What it means, shown on hovering.</param>
/// <param name="IsShare">Whether it is shown in per cent, with a bar.</param>
/// <param name="ValueOf">The figure of a rule, by its place; null where it is undefined.</param>
/// <param name="CanFilter">Whether the page offers a least value.</param>
internal sealed record RuleColumn(string Title, string Help, bool IsShare, Func<int, double?> ValueOf, bool CanFilter);
