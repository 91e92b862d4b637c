using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A question worth asking one customer.</summary>
/// <param name="Customer">The customer's place in the history.</param>
/// <param name="Fact">What is asked.</param>
/// <param name="Value">What the answer is worth, less what asking costs.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OpenQuestion(int Customer, string Fact, double Value);
