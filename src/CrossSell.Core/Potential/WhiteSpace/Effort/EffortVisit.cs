namespace CrossSell.Potential;

/// <summary>Takes a gap: its expected margin, and by how much the owned potential is expected to grow.</summary>
internal delegate void EffortVisit(double expectedMargin, double gain);
