using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>One contact with a customer, as far as propensity is concerned.</summary>
/// <param name="Customer">Who was contacted.</param>
/// <param name="At">When, in the wall-clock time of the purchases.</param>
/// <param name="Declined">Whether the customer declined what was offered.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CustomerContact(CustomerId Customer, DateTime At, bool Declined)
{
    /// <summary>When the customer declined: before it nobody knew. Null for at once, and where <see cref="Declined"/> is false.</summary>
    public DateTime? DeclinedAt { get; init; }
}
