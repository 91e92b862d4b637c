namespace CrossSell.Ledger;

/// <summary>
/// The rules, as the ledger sees them: a pure function from what is known of a contact's subjects to a verdict. A store locks the subjects,
/// hands their contacts over, and writes; it knows no rule, and the rules know no store.
/// </summary>
/// <remarks>
/// Implementations are pure and thread-safe: the same context gives the same verdict, no clock, no input or output. They may be called more
/// than once for one request, when a store has to try again.
/// </remarks>
public interface IContactAdmission
{
    /// <summary>Identifies the rules exactly: their ids, versions and settings, hashed. Decisions name it.</summary>
    public string PolicyHash { get; }

    /// <summary>The rules as JSON, kept in the ledger under <see cref="PolicyHash"/> before the first decision under them, so that the decision log can be read later.</summary>
    /// <value>Default: null, and then nothing is kept.</value>
    public string? PolicyJson => null;

    /// <summary>
    /// How far back contacts can matter: <see cref="AdmissionContext.Contacts"/> holds everything from this long before
    /// the earlier of now and the candidate's instant. Null when all of them matter, as with a limit for life, per campaign or per offer.
    /// </summary>
    /// <remarks>Calendar windows need their length and two days more, for local days are up to 26 hours away from UTC's.</remarks>
    public TimeSpan? Horizon { get; }

    /// <summary>Judges one contact.</summary>
    /// <param name="context">The candidate and what is known of its subjects.</param>
    /// <returns>Admitted, or refused with every reason that speaks against it.</returns>
    public Admission Admit(AdmissionContext context);
}
