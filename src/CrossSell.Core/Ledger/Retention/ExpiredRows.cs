namespace CrossSell.Ledger;

/// <summary>The rows of one root that are past their period, and of these the ones that no promise needs.</summary>
/// <param name="root">Everything stored of the root.</param>
/// <param name="policy">The periods.</param>
/// <param name="horizon">How far back contacts can matter to the rules.</param>
/// <param name="now">The store's instant.</param>
internal sealed class ExpiredRows(RootView root, RetentionPolicy policy, TimeSpan? horizon, DateTimeOffset now)
{
    private int _expired;

    /// <summary>What may be deleted, and how many rows past their period stay.</summary>
    public (RootView Rows, int Kept) Find()
    {
        RootView offered = Offered();
        Consent[] consents = [.. root.Consents.GroupBy(row => (row.Customer, row.Channel, row.Purpose)).SelectMany(Consents)];
        var rows = new RootView
        {
            Root = root.Root,
            Offers = offered.Offers,
            Responses = offered.Responses,
            Holds = offered.Holds,
            Consents = consents,
            ConsentUses = [.. ConsentUses([.. root.Consents.Except(consents)])],
            ClassChanges = [.. root.ClassChanges.GroupBy(row => row.Customer).SelectMany(ClassChanges)],
            Decisions = [.. root.Decisions.Where(row => IsPast(row.At, row.Outcome is "refused" ? policy.RefusedDecisions : policy.Decisions))],
            Contacts = [.. Contacts([.. root.Responses.Except(offered.Responses)])],
        };
        return (rows, _expired - Count(rows));
    }

    /// <summary>How many rows there are.</summary>
    public static int Count(RootView rows) => rows.Contacts.Count + rows.Consents.Count + rows.ConsentUses.Count + rows.Holds.Count + rows.ClassChanges.Count + rows.Offers.Count
        + rows.Responses.Count + rows.Decisions.Count;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset?> instants)
    {
        DateTimeOffset latest = DateTimeOffset.MinValue;
        foreach (DateTimeOffset? instant in instants)
        {
            latest = instant > latest ? instant.Value : latest;
        }

        return latest;
    }

    // Whether the period since an instant is over; counted when it is.
    private bool IsPast(DateTimeOffset since, TimeSpan? period)
    {
        bool isPast = period is { } length && now - DateTimeOffset.MinValue >= length && since <= now - length;
        _expired += isPast ? 1 : 0;
        return isPast;
    }

    // Limits look as far back as the horizon; keys are promised for as long. Whatever waits or is under way is nobody's history yet.
    private IEnumerable<Contact> Contacts(OfferResponse[] kept)
    {
        DateTimeOffset? counted = new LedgerSelection { Tenant = "", Roots = [], Horizon = horizon }.Since(now);
        HashSet<Guid> named = [.. kept.Where(row => row.Reason == DeclineReason.Channel).Select(row => row.ContactId).OfType<Guid>()];
        return root.Contacts.Where(contact =>
            IsPast(Latest(contact.At, contact.ChangedAt, contact.ExpiresAt), policy.Contacts)
            && contact.StateAt(now) is not (ContactState.Planned or ContactState.Reserved or ContactState.Dispatching)
            && contact.At < counted && !named.Contains(contact.Id));
    }

    // The newest row that has begun decides, and those that begin later will.
    private IEnumerable<Consent> Consents(IEnumerable<Consent> group)
    {
        Consent[] rows = [.. group];
        DateTimeOffset decides = rows.Where(row => row.From <= now).Select(row => row.From).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return rows.Where(row => row.From < decides && IsPast(
            Latest(
                rows.Where(other => other.From > row.From).Min(other => other.From),
                root.ConsentUses.Where(use => use.Customer == row.Customer && string.Equals(use.ConsentId, row.Id, StringComparison.Ordinal)).Select(use => (DateTimeOffset?)use.At).Max()),
            policy.Consents));
    }

    private IEnumerable<ConsentUse> ConsentUses(IReadOnlyList<Consent> kept)
    {
        Dictionary<(CustomerId, string), DateTimeOffset> last = root.ConsentUses.GroupBy(use => (use.Customer, use.ConsentId)).ToDictionary(group => group.Key, group => group.Max(use => use.At));
        HashSet<(CustomerId, string)> stays = [.. kept.Select(row => (row.Customer, row.Id))];
        return root.ConsentUses.Where(use => IsPast(use.At, policy.ConsentUses)
            && !(stays.Contains((use.Customer, use.ConsentId)) && use.At == last[(use.Customer, use.ConsentId)]));
    }

    private IEnumerable<ClassChange> ClassChanges(IEnumerable<ClassChange> group)
    {
        ClassChange[] rows = [.. group];
        DateTimeOffset decides = rows.Where(row => row.At <= now).Select(row => row.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return rows.Where(row => row.At < decides && IsPast(rows.Where(other => other.At > row.At).Min(other => other.At), policy.ClassChanges));
    }

    private RootView Offered()
    {
        List<RootView> all = [];
        foreach (CustomerId customer in root.Offers.Select(row => row.Customer).Concat(root.Responses.Select(row => row.Customer)).Concat(root.Holds.Select(row => row.Customer)).Distinct())
        {
            RootView his = new()
            {
                Root = root.Root,
                Offers = [.. root.Offers.Where(row => row.Customer == customer)],
                Responses = [.. root.Responses.Where(row => row.Customer == customer)],
                Holds = [.. root.Holds.Where(row => row.Customer == customer)],
                ClassChanges = [.. root.ClassChanges.Where(row => row.Customer == customer)],
            };
            HashSet<ProductId> young =
            [
                .. his.Offers.Where(row => !IsPast(Latest(row.CreatedAt, row.LastPresentedAt, row.ValidUntil, row.FollowUpAt), policy.Offers)).Select(row => row.Product),
                .. his.Responses.Where(row => !IsPast(Latest(row.At, row.Until), policy.Responses)).Select(row => row.Product),
            ];
            RootView expired = new()
            {
                Root = root.Root,
                Offers = [.. his.Offers.Where(row => !young.Contains(row.Product))],
                Responses = [.. his.Responses.Where(row => !young.Contains(row.Product))],
                Holds = [.. his.Holds.Where(row => row.To is { } end && end <= now && IsPast(end, policy.Holds))],
            };
            if (Count(expired) > 0)
            {
                RootView needed = policy.StillNeeded!(his, expired, now);
                all.Add(expired with
                {
                    Offers = [.. expired.Offers.Except(needed.Offers)],
                    Responses = [.. expired.Responses.Except(needed.Responses)],
                    Holds = [.. expired.Holds.Except(needed.Holds)],
                });
            }
        }

        return new RootView
        {
            Root = root.Root,
            Offers = [.. all.SelectMany(rows => rows.Offers)],
            Responses = [.. all.SelectMany(rows => rows.Responses)],
            Holds = [.. all.SelectMany(rows => rows.Holds)],
        };
    }
}
