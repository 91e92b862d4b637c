namespace CrossSell.ContactPolicy;

/// <summary>An exemption from limits and quiet hours that a contact claims by name.</summary>
/// <param name="Name">The name, compared ordinally with <c>Contact.Exemption</c>.</param>
/// <param name="Actor">Who answers for it; not empty.</param>
/// <param name="Reason">Why; not empty.</param>
public sealed record NamedExemption(string Name, string Actor, string Reason)
{
    /// <summary>Name, actor and reason, as the log has them.</summary>
    public override string ToString() => $"{Name}, by {Actor}: {Reason}";
}
