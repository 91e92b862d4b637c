namespace CrossSell.ML;

/// <summary>One line of a criterion: which values it holds, and how many points they are worth.</summary>
/// <remarks>Immutable and thread-safe. Of numbers the class holds those from <paramref name="From"/> on and below <paramref name="Below"/>.</remarks>
/// <param name="Points">The points, 0 or more.</param>
/// <param name="From">The least number of the class; null without a lower end, and for names.</param>
/// <param name="Below">The first number above the class; null without an upper end, and for names.</param>
/// <param name="Levels">The names of the class, in ordinal order; empty for numbers.</param>
/// <param name="IncludesOthers">Whether names that the training did not know, or too seldom, belong here.</param>
/// <param name="IncludesUnknown">Whether customers of whom the value is not known belong here.</param>
/// <param name="IsUnknownOnly">Whether nobody else belongs here.</param>
/// <param name="Customers">How many customers of the training it holds, by weight.</param>
/// <param name="BuyerShare">The share of buyers among them, from 0 to 1; NaN without customers.</param>
public sealed record LeadClass(
    int Points, double? From, double? Below, IReadOnlyList<string> Levels, bool IncludesOthers, bool IncludesUnknown, bool IsUnknownOnly, double Customers, double BuyerShare);
