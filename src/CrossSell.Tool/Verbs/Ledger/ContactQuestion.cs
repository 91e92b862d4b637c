using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>The contact that is asked about.</summary>
internal sealed record ContactQuestion
{
    public required string Channel { get; init; }

    public ContactPurpose Purpose { get; init; }

    public string? Campaign { get; init; }

    public string? ContactPoint { get; init; }

    /// <summary>Null for the class that the ledger knows.</summary>
    public string? Class { get; init; }

    /// <summary>Null when the customer's zone is unknown.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The instant; null for the present.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Everything that the rules look at, as the ledger knows it now.</summary>
    /// <exception cref="LedgerException">The ledger could not answer: nothing is allowed then.</exception>
    public async Task<AdmissionContext> AskAsync(ContactLedger ledger, LedgerSubject subject, PolicySet policy, CancellationToken cancellation)
    {
        CustomerRef customer = subject.Ref;
        ContactPointHash digest = ledger.HashOf(customer.Tenant, customer.Customer);
        var selection = new LedgerSelection
        {
            Tenant = customer.Tenant,
            Roots = [new RootSelection { Root = customer.Root, Subjects = subject.Subjects }],
            ObjectionSubjects = ContactPoint is { Length: > 0 } point ? [digest, ledger.HashOf(point)] : [digest],
            Horizon = policy.Horizon,
            Earliest = At,
        };
        LedgerView view = await ledger.ReadAsync(selection, cancellation).ConfigureAwait(false);
        return Context(view, view.Root(customer.Root), subject, policy);
    }

    // Of a household, its limits count everybody's contacts; what was permitted, held or paused is the customer's own.
    private AdmissionContext Context(LedgerView view, RootView root, LedgerSubject subject, PolicySet policy)
    {
        DateTimeOffset at = At ?? view.Now;
        ClassChange[] classes = [.. root.ClassChanges.Where(row => row.Customer == subject.Customer)];
        return new AdmissionContext
        {
            Candidate = Candidate(at, subject, policy, Class ?? classes.LastOrDefault(change => change.At <= at)?.To),
            Contacts = [.. root.Contacts.Where(contact => subject.Subjects.Any(contact.Concerns))],
            Now = view.Now < at ? view.Now : at,
            Consents = [.. root.Consents.Where(row => row.Customer == subject.Customer)],
            Objections = view.Objections,
            Holds = [.. root.Holds.Where(row => row.Customer == subject.Customer)],
            ClassChanges = classes,
        };
    }

    private Contact Candidate(DateTimeOffset at, LedgerSubject subject, PolicySet policy, string? contactClass)
    {
        TimeZoneInfo known = Zone ?? TimeZoneInfo.FindSystemTimeZoneById(policy.OrganizationZone);
        return new Contact
        {
            Id = Guid.Empty,
            Tenant = subject.Ref.Tenant,
            Root = subject.Ref.Root,
            IdempotencyKey = "check",
            Fingerprint = "",
            Subjects = subject.Subjects,
            Customer = subject.Customer,
            Channel = Channel,
            Purpose = Purpose,
            Campaign = Campaign,
            At = at,
            LocalDate = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, known).DateTime),
            Zone = known.Id,
            ZoneAssumed = Zone is null,
            CustomerClass = contactClass,
            State = ContactState.Reserved,
        };
    }
}
