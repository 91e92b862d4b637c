using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>
/// Which expired offers and answers of a customer still bar something, now or when he answers again. Purging knows no catalogue: products that might count as the
/// same are taken to, so that what stays may be more than is needed and never less.
/// </summary>
internal sealed class OfferNeeds
{
    private readonly EligibilityRules _rules;
    private readonly TimeSpan _within;
    private readonly RootView _rows;
    private readonly RootView _expired;
    private readonly DateTimeOffset _now;
    private readonly OfferResponse[] _standing;
    private readonly HashSet<ProductId> _staying;

    public OfferNeeds(EligibilityRules rules, TimeSpan within, RootView rows, RootView expired, DateTimeOffset now)
    {
        (_rules, _within, _rows, _expired, _now) = (rules, within, rows, expired, now);
        _standing = [.. StandingAnswers.Until(rows.Responses, now)];
        _staying = [.. rows.Offers.Select(row => row.Product).Concat(rows.Responses.Select(row => row.Product))];
        _staying.ExceptWith(expired.Offers.Select(row => row.Product).Concat(expired.Responses.Select(row => row.Product)));
    }

    public RootView Find()
    {
        ProductId[] going = [.. _expired.Offers.Select(row => row.Product).Concat(_expired.Responses.Select(row => row.Product)).Distinct()];
        _staying.UnionWith(going.Where(product => AnOfferCounts(product) || AnAnswerCounts(product)));

        // What stays may need what else would go; each round keeps more, until nothing new is needed.
        while (going.Where(product => !_staying.Contains(product) && IsNeededByOthers(product)).ToArray() is { Length: > 0 } more)
        {
            _staying.UnionWith(more);
        }

        DeclineRule trust = _rules.Declines.For(DeclineReason.Trust);
        bool distrusts = _standing.Any(row => row is { Kind: OfferResponseKind.Declined, Reason: DeclineReason.Trust });
        return _expired with
        {
            Offers = [.. _expired.Offers.Where(row => _staying.Contains(row.Product))],
            Responses = [.. _expired.Responses.Where(row => _staying.Contains(row.Product))],
            Holds = distrusts ? [.. _expired.Holds.Where(row => row.Kind is DeclineStage.Complaint && row.To + trust.Block > _now)] : [],
        };
    }

    private bool AnOfferCounts(ProductId product)
    {
        Offer[] offers = [.. _rows.Offers.Where(row => row.Product == product)];
        OfferResponse[] answers = [.. _standing.Where(row => row.Product == product && row.Kind != OfferResponseKind.NoResponse)];
        Offer[] presented = [.. offers.Where(OfferStage.WasPresented)];
        DateTimeOffset? answered = answers.Select(row => (DateTimeOffset?)row.At).Max();
        bool isUnanswered = Array.Exists(
            presented, row => !(OfferStage.PresentedAt(row) <= answered) && !Array.Exists(answers, answer => string.Equals(answer.OfferId, row.Id, StringComparison.Ordinal)));
        return Array.Exists(offers, row => row.IsOpenAt(_now))
            || (_rules.OnceOnly && (presented.Length > 0 || answers.Length > 0))
            || (_rules.MaxUnansweredPresentations is not null && isUnanswered)
            || (_rules.MinTimeBetweenOffers is { } gap && Array.Exists(presented, row => OfferStage.PresentedAt(row) + gap > _now));
    }

    private bool AnAnswerCounts(ProductId product) => _standing.Any(row => row.Product == product && row.Kind switch
    {
        OfferResponseKind.Accepted => row.At + _within > _now,
        OfferResponseKind.Declined or OfferResponseKind.Postponed => ADeclineCounts(row),
        _ => false,
    });

    private bool ADeclineCounts(OfferResponse row)
    {
        DeclineReason reason = row.Kind == OfferResponseKind.Postponed ? DeclineReason.Postponed : row.Reason;
        DeclineRule rule = _rules.Declines.For(reason);
        if (rule.Block is not { } block || (rule.CountsToDowngrade && row.At + _within > _now) || row.At + (rule.CategoryBlock ?? TimeSpan.Zero) > _now)
        {
            return true;
        }

        if (rule.Escalates)
        {
            // The second such decline blocks twice as long and the third for ever, until the product is accepted.
            int times = _standing.Where(other => Escalates(other) && other.At <= row.At).Select(other => other.Conversation).Distinct(StringComparer.Ordinal).Count();
            bool isForgiven = _standing.Any(other => other.Kind == OfferResponseKind.Accepted && other.Product == row.Product && other.At >= row.At);
            if (times >= 3 || !isForgiven)
            {
                return true;
            }

            block *= times;
        }

        DateTimeOffset end = reason == DeclineReason.Trust ? EndOfTrust(row, block)
            : rule.LeadBeforeUntil is { } lead && row.Until is { } until ? until - lead : row.At + block;
        return end > _now;
    }

    private DateTimeOffset EndOfTrust(OfferResponse row, TimeSpan block)
    {
        Hold[] complaints = [.. _rows.Holds.Where(hold => hold.Kind is DeclineStage.Complaint && !(hold.To <= row.At))];
        return complaints.Any(hold => hold.To is null)
            ? DateTimeOffset.MaxValue
            : complaints.Select(hold => hold.To!.Value).Append(row.Until ?? row.At).Max() + block;
    }

    // An acceptance ends the counting of earlier declines, a decline counts for later ones, and a correction stands for what it corrects.
    private bool IsNeededByOthers(ProductId product)
    {
        OfferResponse[] kept = [.. _standing.Where(row => _staying.Contains(row.Product) && Escalates(row))];
        HashSet<string> corrected = [.. _rows.Responses.Where(row => _staying.Contains(row.Product)).Select(row => row.Id)];
        return _rows.Responses.Any(row => row.Product == product && row.Supersedes is { } old && corrected.Contains(old))
            || _standing.Any(row => row.Product == product
                && ((row.Kind == OfferResponseKind.Accepted && Array.Exists(kept, other => other.At <= row.At)) || (Escalates(row) && Array.Exists(kept, other => other.At >= row.At))));
    }

    private bool Escalates(OfferResponse row) => row.Kind == OfferResponseKind.Declined && _rules.Declines.For(row.Reason).Escalates;
}
