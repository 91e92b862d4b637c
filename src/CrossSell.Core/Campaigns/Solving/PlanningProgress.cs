using System.Runtime.InteropServices;

namespace CrossSell.Campaigns;

/// <summary>How far a planner has come.</summary>
/// <param name="Iteration">How often it has looked at all customers.</param>
/// <param name="UpperBound">The best bound so far; never rises.</param>
/// <param name="Objective">The best plan so far that keeps all rows; negative infinity before the first.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanningProgress(int Iteration, double UpperBound, double Objective);
