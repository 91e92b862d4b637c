namespace CrossSell.Ledger;

public sealed partial class ContactLedger
{
    /// <summary>
    /// Records that a customer who objected, or was erased and left his objection behind, has agreed anew: for the permission's one channel and purpose he may be
    /// contacted again. Everything else that he objected to stays objected to.
    /// </summary>
    /// <param name="customer">Who.</param>
    /// <param name="consent">
    /// The permission, given after the objection: an <see cref="ConsentBasis.OptIn"/> with <see cref="Consent.Evidence"/>. Nothing else lifts an objection, and no
    /// permission that is merely recorded or imported does.
    /// </param>
    /// <param name="reason">Why it is lifted, as a code or a short sentence; written into the decision log.</param>
    /// <param name="by">Who decided it, as an id; written into the decision log.</param>
    /// <param name="contactPoints">Addresses and numbers of his whose own objections are lifted with it, for every customer who is contacted there; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>What was lifted; or why nothing was written.</returns>
    /// <remarks>
    /// The log gets its row whatever <see cref="ContactLedgerOptions.DecisionDetail"/> says. An objection made later stands again. Safe to repeat. When the customer is
    /// erased, the permission and the row of the log go, and he objects again unless the erasure says otherwise.
    /// </remarks>
    /// <exception cref="ArgumentException">The permission is another customer's or not such a one, or reason or actor is missing.</exception>
    /// <exception cref="LedgerException">The store could not answer.</exception>
    public ValueTask<LiftReceipt> LiftObjectionAsync(
        CustomerRef customer, Consent consent, string reason, string by, IReadOnlyList<string>? contactPoints = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consent);
        ThrowIfOther(customer, consent.Customer, nameof(consent));
        List<string> failures = [];
        ContactRequestCheck.Text(failures, "The reason", reason);
        ContactRequestCheck.Text(failures, "The actor", by);
        if (consent is not { IsGranted: true, Basis: ConsentBasis.OptIn })
        {
            failures.Add($"The permission is {(consent.IsGranted ? "granted" : "withdrawn")} on the basis {consent.Basis}; an objection is lifted by a granted OptIn alone.");
        }

        if (string.IsNullOrEmpty(consent.Evidence))
        {
            failures.Add("The permission names no evidence; an objection is lifted only by one that can be proved.");
        }

        ThrowIfAny(failures, nameof(consent));
        ContactPointHash[] subjects = [.. new[] { HashOf(customer.Tenant, customer.Customer) }.Concat((contactPoints ?? []).Select(HashOf)).Distinct()];
        Consent exact = consent with { From = LedgerTime.Truncate(consent.From), To = Truncate(consent.To) };
        return RunAsync(
            Select(customer) with { ObjectionSubjects = subjects }, session => LiftStep.Run(session, customer, subjects, exact, reason, by, _rules.PolicyHash), cancellationToken);
    }
}
