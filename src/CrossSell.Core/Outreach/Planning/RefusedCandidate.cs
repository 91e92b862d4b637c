using System.Runtime.InteropServices;

namespace CrossSell.Outreach;

/// <summary>What the ledger refused when a plan was committed: not asked for again in the same commit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RefusedCandidate(CustomerId Customer, int Product, int Channel, int Slot);
