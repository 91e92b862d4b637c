namespace CrossSell.Ledger;

/// <summary>Names one contact of a ledger, so that a store finds it without searching: tenant, root and id.</summary>
/// <param name="Tenant">Whose data.</param>
/// <param name="Root">Under which root.</param>
/// <param name="Id">The contact's id; also the key by which a provider can tell that it has seen a message before.</param>
public readonly record struct ContactRef(string Tenant, SubjectKey Root, Guid Id)
{
    /// <summary>The name of a contact.</summary>
    /// <param name="contact">The contact.</param>
    public static ContactRef Of(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return new ContactRef(contact.Tenant, contact.Root, contact.Id);
    }
}
