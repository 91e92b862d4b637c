namespace CrossSell.Ledger;

/// <summary>Everything an admission may look at: the candidate, and what the ledger knows of its subjects at one instant, under their lock.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record AdmissionContext
{
    /// <summary>The contact that asks to be admitted; its state is what it would become, and it is not among <see cref="Contacts"/>.</summary>
    public required Contact Candidate { get; init; }

    /// <summary>
    /// All other contacts of any of the candidate's subjects since the admission's horizon, planned ones in the future included, in order of
    /// <see cref="Contact.At"/> and then id. Released, expired and bumped ones may be among them: ask <see cref="Contact.StateAt"/>.
    /// </summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>The instant of the question, by the store's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether a slot is taken or a contact dispatched.</summary>
    public AdmissionStep Step { get; init; }

    /// <summary>The customer's consents, given and withdrawn, in order of <see cref="Consent.From"/>.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Objections of the customer and of the contact point.</summary>
    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>The customer's holds, past ones included.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>The customer's changes of class, in order of <see cref="ClassChange.At"/>.</summary>
    public IReadOnlyList<ClassChange> ClassChanges { get; init; } = [];
}
