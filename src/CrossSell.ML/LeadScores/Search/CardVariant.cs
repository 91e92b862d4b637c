using System.Runtime.InteropServices;

namespace CrossSell.ML.LeadScores;

/// <summary>A kind of card: how many criteria there are, and how many grids they stand in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CardVariant(int Criteria, int Grids);
