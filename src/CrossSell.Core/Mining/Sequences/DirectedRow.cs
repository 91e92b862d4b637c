using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>One directed rule while it is found and after.</summary>
/// <param name="Antecedent">The item that comes first.</param>
/// <param name="Consequent">The item that follows.</param>
/// <param name="Both">Customers with the antecedent and then the consequent.</param>
/// <param name="WithAntecedent">Customers with an antecedent that counts.</param>
/// <param name="EverAntecedent">Customers with the antecedent's product at any time.</param>
/// <param name="WithConsequent">Customers with the consequent at any time.</param>
/// <param name="WithBoth">Customers with both products at any times.</param>
/// <param name="Reverse">Customers with the consequent and then the antecedent.</param>
/// <param name="MedianTicks">The median time from one to the other.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DirectedRow(
    int Antecedent, int Consequent, int Both, int WithAntecedent, int EverAntecedent, int WithConsequent, int WithBoth, int Reverse, double MedianTicks)
{
    /// <summary>The order that <see cref="DirectedRuleSet"/> promises.</summary>
    public static int Compare(DirectedRow x, DirectedRow y)
    {
        // Falling confidence, multiplied out.
        int order = ((long)y.Both * x.WithAntecedent).CompareTo((long)x.Both * y.WithAntecedent);
        order = order != 0 ? order : y.Both.CompareTo(x.Both);
        order = order != 0 ? order : x.Antecedent.CompareTo(y.Antecedent);
        return order != 0 ? order : x.Consequent.CompareTo(y.Consequent);
    }
}
