using System.Runtime.InteropServices;
using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>A contact as one rule counts it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountedContact(long Ticks, int Day, int Weight, Contact Contact);
