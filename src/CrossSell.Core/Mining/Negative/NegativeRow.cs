using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>One negative rule while it is found and after.</summary>
/// <param name="First">The antecedent's first item.</param>
/// <param name="Second">Its second, -1 when there is none.</param>
/// <param name="Absent">The item that stays away.</param>
/// <param name="Together">Transactions that hold all of them.</param>
/// <param name="WithAntecedent">Transactions with the antecedent.</param>
/// <param name="WithAbsent">Transactions with the item that stays away.</param>
/// <param name="PValue">The chance of so few together.</param>
/// <param name="AdjustedPValue">The same, raised for the number of tests.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NegativeRow(int First, int Second, int Absent, int Together, int WithAntecedent, int WithAbsent, double PValue, double AdjustedPValue)
{
    /// <summary>The order that <see cref="NegativeRuleSet"/> promises.</summary>
    public static int Compare(NegativeRow x, NegativeRow y)
    {
        int order = x.PValue.CompareTo(y.PValue);
        order = order != 0 ? order : ((Int128)y.WithAntecedent * y.WithAbsent).CompareTo((Int128)x.WithAntecedent * x.WithAbsent);
        order = order != 0 ? order : Math.Sign(x.Second + 1).CompareTo(Math.Sign(y.Second + 1));
        order = order != 0 ? order : x.First.CompareTo(y.First);
        order = order != 0 ? order : x.Second.CompareTo(y.Second);
        return order != 0 ? order : x.Absent.CompareTo(y.Absent);
    }
}
