namespace CrossSell.Tool;

/// <summary>A figure of each rule that does not follow from the rule's own counts, such as a p-value adjusted for all others.</summary>
/// <param name="Name">The column in files.</param>
/// <param name="Title">The head of the column in a page.</param>
/// <param name="Help">What it means.</param>
/// <param name="Values">By the rule's place.</param>
internal sealed record ExtraFigure(string Name, string Title, string Help, IReadOnlyList<double> Values);
