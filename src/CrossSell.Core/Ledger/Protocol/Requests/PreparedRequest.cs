namespace CrossSell.Ledger;

/// <summary>A checked request with what follows from it alone.</summary>
internal sealed record PreparedRequest(
    ContactRequest Request,
    SubjectKey Root,
    IReadOnlyList<SubjectKey> Subjects,
    Guid Id,
    string Fingerprint,
    ContactPointHash CustomerHash,
    ContactPointHash? ContactPoint,
    TimeZoneInfo Zone,
    bool ZoneAssumed,
    TimeSpan TimeToLive)
{
    /// <summary>The contact as it would stand if the slot were taken now.</summary>
    public Contact At(DateTimeOffset now, long fence)
    {
        DateTimeOffset at = Request.At is { } wanted && wanted > now ? LedgerTime.Truncate(wanted) : now;
        return Request.IsPlanned
            ? Make(at, now, fence, ContactState.Planned, null)
            : Make(at, now, fence, ContactState.Reserved, LedgerTime.Truncate(now + TimeToLive));
    }

    /// <summary>The contact as a fact that happened.</summary>
    public Contact Happened(DateTimeOffset now, ContactState state) =>
        Make(Request.At is { } at ? LedgerTime.Truncate(at) : now, now, 1, state, null);

    public static DateOnly LocalDate(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private Contact Make(DateTimeOffset at, DateTimeOffset now, long fence, ContactState state, DateTimeOffset? expiresAt) => new()
    {
        Id = Id,
        Tenant = Request.Tenant,
        Root = Root,
        IdempotencyKey = Request.IdempotencyKey,
        Fingerprint = Fingerprint,
        Subjects = Subjects,
        Customer = Request.Customer,
        Channel = Request.Channel,
        Direction = Request.Direction,
        Purpose = Request.Purpose,
        Campaign = Request.Campaign,
        Categories = Request.Categories,
        Tags = Request.Tags,
        Offers = Request.Offers,
        CustomerClass = Request.CustomerClass,
        State = state,
        At = at,
        LocalDate = LocalDate(at, Zone),
        Zone = Zone.Id,
        ZoneAssumed = ZoneAssumed,
        Attempt = Request.Attempt,
        ObeysCaps = Request.ObeysCaps,
        CountsTowardCaps = Request.CountsTowardCaps,
        RequestedByCustomer = Request.RequestedByCustomer,
        Exemption = Request.Exemption,
        Priority = Request.Priority,
        ExpiresAt = expiresAt,
        Fence = fence,
        Volumes = Request.Volumes,
        ContactPoint = ContactPoint,
        ChangedAt = now,
    };
}
