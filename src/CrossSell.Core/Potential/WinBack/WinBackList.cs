using CrossSell.Eligibility;
using CrossSell.Ledger;
using CrossSell.Potential;

namespace CrossSell;

/// <summary>Whom to see to first: active customers about to go, then lost ones, then dormant ones, then those who never bought; within each the most valuable first.</summary>
/// <remarks>
/// Left out are those who object to marketing, those on whom the attempts are used up, and active customers who are not about to go: their gaps are the business of
/// <see cref="WhiteSpace"/>. Whether a contact is allowed at all remains with the contact policy. Pure functions.
/// </remarks>
public static class WinBackList
{
    /// <summary>The list. O(cases log cases). Ties: ordinal by the customer's id.</summary>
    /// <param name="cases">The customers.</param>
    /// <param name="at">The instant of looking.</param>
    /// <param name="rules">The rules; null for the defaults.</param>
    /// <exception cref="ArgumentException">The rules cannot be used, or a value is not a finite number of 0 or more.</exception>
    public static IReadOnlyList<WinBackEntry> Of(IEnumerable<WinBackCase> cases, DateTimeOffset at, WinBackRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        rules ??= new WinBackRules();
        PotentialChecks.ThrowIfInvalid(rules.Validate(), nameof(rules));
        var list = new List<WinBackEntry>();
        foreach (WinBackCase known in cases)
        {
            if (!(known.Value >= 0 && double.IsFinite(known.Value)))
            {
                throw new ArgumentException(FormattableString.Invariant($"Customer '{known.Customer}' is worth {known.Value}; a value must be a finite number of 0 or more."), nameof(cases));
            }

            LossReason reason = ReasonOf(known, at);
            if (reason == LossReason.Objection || known.Attempts.Count >= rules.MostAttempts || GroupOf(known, rules) is not { } group)
            {
                continue;
            }

            DateTimeOffset next = known.Attempts.Count == 0 ? at : known.Attempts.Max() + rules.BetweenAttempts;
            list.Add(new WinBackEntry(known.Customer, group, reason, known.Attempts.Count, next > at ? next : at, known.Value));
        }

        return [.. list.OrderBy(e => e.Group).ThenByDescending(e => e.Value).ThenBy(e => e.Customer.Value, StringComparer.Ordinal)];
    }

    /// <summary>Why a customer has gone: an objection before everything else, then what was noted, then the last decline that tells it.</summary>
    /// <param name="known">The customer.</param>
    /// <param name="at">The instant of looking; later answers and objections do not count.</param>
    public static LossReason ReasonOf(WinBackCase known, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(known);
        OfferResponse[] declines = [.. StandingAnswers.Until(known.Responses, at).Where(r => r.Kind == OfferResponseKind.Declined)];
        if (known.Reason == LossReason.Objection
            || known.Objections.Any(o => o.At <= at && o.Channel is null && o.Stops("", ContactPurpose.Marketing))
            || Array.Exists(declines, r => r.Reason == DeclineReason.NeverAny))
        {
            return LossReason.Objection;
        }

        return known.Reason ?? declines.Select(r => Meaning(r.Reason)).LastOrDefault(r => r != LossReason.Unknown);
    }

    /// <summary>How many customers have gone for each reason, the most frequent first; ties in the order of <see cref="LossReason"/>. Lost and dormant customers count.</summary>
    /// <param name="cases">The customers.</param>
    /// <param name="at">The instant of looking.</param>
    public static IReadOnlyList<(LossReason Reason, int Customers)> Reasons(IEnumerable<WinBackCase> cases, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return [.. cases.Where(c => c.Activity is CustomerActivity.Lost or CustomerActivity.Dormant).CountBy(c => ReasonOf(c, at))
            .Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Value).ThenBy(p => p.Key)];
    }

    private static ContactGroup? GroupOf(WinBackCase known, WinBackRules rules) => known.Activity switch
    {
        CustomerActivity.Active => known.ShareOfLimit >= rules.WarnAt ? ContactGroup.Existing : null,
        CustomerActivity.Lost => ContactGroup.Former,
        CustomerActivity.Dormant => ContactGroup.Dormant,
        _ => ContactGroup.New,
    };

    private static LossReason Meaning(DeclineReason reason) => reason switch
    {
        DeclineReason.Price => LossReason.Price,
        DeclineReason.HasElsewhere => LossReason.Competitor,
        DeclineReason.Trust => LossReason.Service,
        DeclineReason.NoNeed or DeclineReason.NotRelevant => LossReason.NoNeed,
        _ => LossReason.Unknown,
    };
}
