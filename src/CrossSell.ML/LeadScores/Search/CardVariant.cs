using System.Runtime.InteropServices;

namespace CrossSell.ML.LeadScores;

/// <summary>A kind of card: by what its criteria are chosen, how many there are, and how many grids they stand in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CardVariant(CardGoal Goal, int Criteria, int Grids);
