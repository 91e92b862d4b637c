namespace CrossSell.Ledger;

/// <summary>What a step of the protocol wants written, all of it or nothing. Empty when the step only looked.</summary>
/// <remarks>Not thread-safe; made by a store for one call of a step and read after it.</remarks>
public sealed class LedgerChanges
{
    // A reservation writes one contact and one decision: the other lists are never made.
    private List<Contact>? _contacts;
    private List<Volume>? _volumes;
    private List<DecisionRecord>? _decisions;
    private List<(SubjectKey, Consent)>? _consents;
    private List<(SubjectKey, ConsentUse)>? _consentUses;
    private List<(SubjectKey, Hold)>? _holds;
    private List<(SubjectKey, ClassChange)>? _classChanges;
    private List<(SubjectKey, Offer)>? _offers;
    private List<(SubjectKey, OfferResponse)>? _responses;
    private List<(SubjectKey? Root, Objection Objection)>? _objections;
    private List<LedgerRemoval>? _removals;

    /// <summary>Contacts to insert, or to replace where the id exists under the same root; each id at most once.</summary>
    public IReadOnlyList<Contact> Contacts => _contacts ?? (IReadOnlyList<Contact>)[];

    /// <summary>Volumes to insert or replace; each name at most once.</summary>
    public IReadOnlyList<Volume> Volumes => _volumes ?? (IReadOnlyList<Volume>)[];

    /// <summary>Rows for the decision log.</summary>
    public IReadOnlyList<DecisionRecord> Decisions => _decisions ?? (IReadOnlyList<DecisionRecord>)[];

    /// <summary>Consents to add, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, Consent Consent)> Consents => _consents ?? (IReadOnlyList<(SubjectKey Root, Consent Consent)>)[];

    /// <summary>Uses of consents to add, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, ConsentUse Use)> ConsentUses => _consentUses ?? (IReadOnlyList<(SubjectKey Root, ConsentUse Use)>)[];

    /// <summary>Holds to insert, or to replace where customer and id exist, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, Hold Hold)> Holds => _holds ?? (IReadOnlyList<(SubjectKey Root, Hold Hold)>)[];

    /// <summary>Changes of class to add, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, ClassChange Change)> ClassChanges => _classChanges ?? (IReadOnlyList<(SubjectKey Root, ClassChange Change)>)[];

    /// <summary>Offers to insert, or to replace where the id exists under the same root, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, Offer Offer)> Offers => _offers ?? (IReadOnlyList<(SubjectKey Root, Offer Offer)>)[];

    /// <summary>Answers to add, each with its root.</summary>
    public IReadOnlyList<(SubjectKey Root, OfferResponse Response)> Responses => _responses ?? (IReadOnlyList<(SubjectKey Root, OfferResponse Response)>)[];

    /// <summary>Objections to add; with a root when the customer is known. They outlive the root.</summary>
    public IReadOnlyList<(SubjectKey? Root, Objection Objection)> Objections => _objections ?? (IReadOnlyList<(SubjectKey? Root, Objection Objection)>)[];

    /// <summary>Rows to delete, root by root.</summary>
    public IReadOnlyList<LedgerRemoval> Removals => _removals ?? (IReadOnlyList<LedgerRemoval>)[];

    /// <summary>Whether nothing is to be written.</summary>
    public bool IsEmpty =>
        _contacts is null && _volumes is null && _decisions is null && _consents is null && _consentUses is null && _holds is null
        && _classChanges is null && _offers is null && _responses is null && _objections is null && _removals is null;

    /// <summary>Inserts or replaces a contact; a later one with the same id wins.</summary>
    /// <param name="contact">The contact; its root must be selected.</param>
    public void Put(Contact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        Replace(_contacts ??= [], contact, old => old.Id == contact.Id && old.Root == contact.Root);
    }

    /// <summary>Inserts or replaces a volume; a later one with the same name wins.</summary>
    /// <param name="volume">The volume; its name must be selected.</param>
    public void Put(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        Replace(_volumes ??= [], volume, old => old.Name == volume.Name);
    }

    /// <summary>Inserts or replaces a hold.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="hold">The hold.</param>
    public void Put(SubjectKey root, Hold hold) => (_holds ??= []).Add((root, hold));

    /// <summary>Inserts or replaces an offer; a later one with the same id wins.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="offer">The offer.</param>
    public void Put(SubjectKey root, Offer offer) =>
        Replace(_offers ??= [], (root, offer), old => old.Item1 == root && string.Equals(old.Item2.Id, offer.Id, StringComparison.Ordinal));

    /// <summary>Adds a row to the decision log.</summary>
    /// <param name="decision">The row.</param>
    public void Add(DecisionRecord decision) => (_decisions ??= []).Add(decision);

    /// <summary>Adds a consent.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="consent">The consent.</param>
    public void Add(SubjectKey root, Consent consent) => (_consents ??= []).Add((root, consent));

    /// <summary>Adds the use of a consent.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="use">The use.</param>
    public void Add(SubjectKey root, ConsentUse use) => (_consentUses ??= []).Add((root, use));

    /// <summary>Adds a change of class.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="change">The change.</param>
    public void Add(SubjectKey root, ClassChange change) => (_classChanges ??= []).Add((root, change));

    /// <summary>Adds an answer.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="response">The answer.</param>
    public void Add(SubjectKey root, OfferResponse response) => (_responses ??= []).Add((root, response));

    /// <summary>Adds an objection.</summary>
    /// <param name="root">The customer's root, or null when only a contact point is known.</param>
    /// <param name="objection">The objection.</param>
    public void Add(SubjectKey? root, Objection objection) => (_objections ??= []).Add((root, objection));

    /// <summary>Deletes rows, in the same transaction as everything else.</summary>
    /// <param name="removal">The rows; their root must be selected.</param>
    public void Remove(LedgerRemoval removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        (_removals ??= []).Add(removal);
    }

    private static void Replace<T>(List<T> list, T item, Predicate<T> same)
    {
        int at = list.FindIndex(same);
        if (at < 0)
        {
            list.Add(item);
        }
        else
        {
            list[at] = item;
        }
    }
}
