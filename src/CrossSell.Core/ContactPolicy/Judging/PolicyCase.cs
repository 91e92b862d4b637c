using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>All limits and quiet hours that judge one candidate, as functions of the instant at which it is made.</summary>
internal sealed class PolicyCase
{
    private static readonly List<(QuietHours Hours, QuietTime Time)> s_none = [];

    private readonly AdmissionContext _context;
    private readonly List<RuleCase> _rules = [];
    private readonly List<(QuietHours Hours, QuietTime Time)> _quiet;

    public PolicyCase(PolicySet policy, AdmissionContext context)
    {
        _context = context;
        Contact candidate = context.Candidate;
        (TimeZoneInfo zone, bool zoneIsKnown) = policy.ZoneOf(candidate);
        for (int i = 0; i < policy.Rules.Count; i++)
        {
            ContactRule rule = policy.Rules[i];
            if (candidate.ObeysCaps && rule.Match.Fits(candidate) && !IsExempt(policy, rule.Match))
            {
                _rules.Add(new RuleCase(rule, context, zone));
            }
        }

        // Where the zone is a guess, the narrowest hours hold: the quiet time of all that is written, whatever it is about.
        _quiet = policy.QuietHours.Count == 0 ? s_none : [];
        for (int i = 0; i < policy.QuietHours.Count; i++)
        {
            QuietHours hours = policy.QuietHours[i];
            if ((hours.Match.Fits(candidate) || (!zoneIsKnown && IsOutboundMarketing(candidate))) && !IsExempt(policy, hours.Match))
            {
                _quiet.Add((hours, new QuietTime(hours, candidate, zone)));
            }
        }
    }

    /// <summary>What exempted the candidate from a rule, for the log; null when nothing did.</summary>
    public string? Exemption { get; private set; }

    public IEnumerable<HitAction> ActionsAt(DateTimeOffset at) =>
        _rules.Where(r => r.FirstAllowed(at) != at).Select(r => r.Rule.OnHit).Concat(_quiet.Where(q => q.Time.FirstAllowed(at) != at).Select(q => q.Hours.OnHit));

    public IReadOnlyList<Veto> Vetoes()
    {
        List<Veto>? vetoes = null;
        Contact candidate = _context.Candidate;
        bool isDispatch = _context.Step == AdmissionStep.Dispatch;
        foreach (RuleCase rule in _rules)
        {
            // The slot was taken under the rules of its time; only a rule that now allows none stops it.
            if ((!isDispatch || rule.Rule.Limit.For(candidate.CustomerClass) == 0) && rule.Judge(candidate.At) is { } veto)
            {
                (vetoes ??= []).Add(veto);
            }
        }

        DateTimeOffset at = isDispatch ? _context.Now : candidate.At;
        foreach ((QuietHours hours, QuietTime time) in _quiet)
        {
            DateTimeOffset? again = time.FirstAllowed(at);
            if (again != at)
            {
                (vetoes ??= []).Add(new Veto
                {
                    Code = ReasonCodes.QuietTime,
                    RuleId = hours.Id,
                    RuleVersion = hours.Version,
                    Parameters = [new("zone", candidate.Zone)],
                    EligibleAgainAt = again,
                });
            }
        }

        return vetoes is null ? [] : vetoes;
    }

    public DateTimeOffset? FirstAllowed(DateTimeOffset from)
    {
        DateTimeOffset at = from;
        bool moved = true;
        while (moved)
        {
            moved = false;
            foreach (RuleCase rule in _rules)
            {
                if (!Move(rule.FirstAllowed(at)))
                {
                    return null;
                }
            }

            foreach ((_, QuietTime time) in _quiet)
            {
                if (!Move(time.FirstAllowed(at)))
                {
                    return null;
                }
            }
        }

        return at;

        bool Move(DateTimeOffset? next)
        {
            moved |= next != at;
            at = next ?? at;
            return next is not null;
        }
    }

    private bool IsExempt(PolicySet policy, ContactMatch match)
    {
        string? exemption = policy.Exemptions.Of(_context.Candidate, match);
        Exemption ??= exemption;
        return exemption is not null;
    }

    private static bool IsOutboundMarketing(Contact contact) => contact is { Direction: ContactDirection.Outbound, Purpose: ContactPurpose.Marketing };
}
