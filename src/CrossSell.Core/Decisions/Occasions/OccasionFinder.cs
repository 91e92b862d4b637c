using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Finds the occasions that what is known of a customer gives at an instant.</summary>
/// <remarks>Immutable and thread-safe. O(holdings + offers + answers) a customer.</remarks>
public sealed class OccasionFinder
{
    private readonly OccasionRules _rules;

    /// <summary>A finder.</summary>
    /// <param name="rules">Null for the defaults.</param>
    /// <exception cref="ArgumentException">The rules cannot be used; the message lists why.</exception>
    public OccasionFinder(OccasionRules? rules = null)
    {
        _rules = rules ?? new OccasionRules();
        if (_rules.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(rules));
        }
    }

    /// <summary>All occasions valid at an instant: what was agreed first, then by the day that they are about; ties by kind, then product.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="now">The instant.</param>
    /// <param name="birthday">His birthday; null when unknown. One of 29 February is kept on the 28th in other years.</param>
    /// <param name="events">What happened in his life, and when.</param>
    public IReadOnlyList<Occasion> Find(CustomerFacts facts, DateTimeOffset now, DateOnly? birthday = null, IReadOnlyList<(string Event, DateTimeOffset At)>? events = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        IEnumerable<Occasion> all = CallBacks(facts, now).Concat(Holdings(facts, now)).Concat(Birthdays(birthday, now)).Concat(Events(events ?? []));
        return
        [
            .. all.Where(occasion => occasion.IsValidAt(now)).Distinct()
                .OrderBy(occasion => occasion.Kind == OccasionKind.CallBack ? 0 : 1).ThenBy(occasion => occasion.At).ThenBy(occasion => occasion.Kind)
                .ThenBy(occasion => occasion.Product?.Value, StringComparer.Ordinal).ThenBy(occasion => occasion.Offer ?? occasion.Event, StringComparer.Ordinal),
        ];
    }

    private static Occasion Around(OccasionKind kind, DateTimeOffset at, TimeSpan before, TimeSpan after, ProductId? product = null) =>
        new() { Kind = kind, Product = product, At = at, ValidFrom = Add(at, -before), ValidUntil = Add(at, after) };

    private static DateTimeOffset Add(DateTimeOffset at, TimeSpan span) =>
        span > DateTimeOffset.MaxValue - at ? DateTimeOffset.MaxValue : -span > at - DateTimeOffset.MinValue ? DateTimeOffset.MinValue : at + span;

    private static IEnumerable<DateTimeOffset> Years(DateTimeOffset first, DateTimeOffset now)
    {
        // The year before and the year after may reach into today from the other side of New Year.
        for (int year = Math.Max(first.Year + 1, now.Year - 1); year <= Math.Min(9999, now.Year + 1); year++)
        {
            yield return first.AddYears(year - first.Year);
        }
    }

    private IEnumerable<Occasion> CallBacks(CustomerFacts facts, DateTimeOffset now)
    {
        if (_rules.AfterCallBack is not { } after)
        {
            yield break;
        }

        foreach (Offer offer in facts.Offers.Where(offer => offer.IsOpenAt(now) && offer.FollowUpAt is not null))
        {
            yield return Around(OccasionKind.CallBack, offer.FollowUpAt!.Value, TimeSpan.Zero, after, offer.Product) with { Offer = offer.Id };
        }

        // An answer "later" counts while it is the offer's last.
        foreach (IGrouping<string, OfferResponse> answered in facts.Responses.GroupBy(response => response.OfferId, StringComparer.Ordinal))
        {
            OfferResponse last = answered.MaxBy(response => (response.At, response.Supersedes is not null))!;
            if (last is { Kind: OfferResponseKind.Postponed, Until: { } until })
            {
                yield return Around(OccasionKind.CallBack, until, TimeSpan.Zero, after, last.Product) with { Offer = last.OfferId };
            }
        }
    }

    private IEnumerable<Occasion> Holdings(CustomerFacts facts, DateTimeOffset now)
    {
        foreach (Ownership holding in facts.Holdings.Where(holding => holding.Source != OwnershipSource.PendingOrder))
        {
            if (_rules.BeforeContractEnd is { } before && holding.Until is { } end)
            {
                yield return Around(OccasionKind.ContractEnd, end, before, TimeSpan.Zero, holding.Product);
            }

            if (holding is not { Source: OwnershipSource.Own, From: { } from } || from > now)
            {
                continue;
            }

            if (_rules.AfterSale is { } rest)
            {
                yield return new Occasion { Kind = OccasionKind.AfterSale, Product = holding.Product, At = from, ValidFrom = Add(from, rest), ValidUntil = Add(from, rest + _rules.AfterSaleWindow) };
            }

            foreach (DateTimeOffset day in _rules.AroundAnniversary is not null && holding.IsInForce(now) ? Years(from, now) : [])
            {
                yield return Around(OccasionKind.PurchaseAnniversary, day, _rules.AroundAnniversary!.Value, _rules.AroundAnniversary.Value, holding.Product);
            }
        }
    }

    private IEnumerable<Occasion> Birthdays(DateOnly? birthday, DateTimeOffset now) =>
        birthday is { } born && _rules.AroundBirthday is { } around
            ? Years(new DateTimeOffset(born.ToDateTime(TimeOnly.MinValue), now.Offset), now).Select(day => Around(OccasionKind.Birthday, day, around, around + TimeSpan.FromDays(1)))
            : [];

    private IEnumerable<Occasion> Events(IReadOnlyList<(string Event, DateTimeOffset At)> events) =>
        _rules.AfterLifeEvent is { } after ? events.Select(one => Around(OccasionKind.LifeEvent, one.At, TimeSpan.Zero, after) with { Event = one.Event }) : [];
}
