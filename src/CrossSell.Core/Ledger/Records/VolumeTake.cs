namespace CrossSell.Ledger;

/// <summary>What a contact takes from a shared volume: units of a product, calls of a day, money of a budget.</summary>
/// <param name="Key">The volume's name, as in <c>product:P-7</c>, <c>channel:phone</c> or <c>budget:autumn</c>.</param>
/// <param name="Period">The period the volume belongs to, as in <c>2026-W32</c>; empty for a volume without periods.</param>
/// <param name="Amount">How much, in the volume's own unit; 1 or more. Money is counted in its smallest unit.</param>
public readonly record struct VolumeTake(string Key, string Period, long Amount);
