using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>The permission of one contact as a function of the instant at which it is made.</summary>
internal sealed class PermissionCheck(PermissionRules rules, AdmissionContext context)
{
    private Contact Candidate => context.Candidate;

    // The customer's own call, or a call that he asked for, needs no permission.
    private bool IsUnasked => Candidate is { Direction: ContactDirection.Outbound, RequestedByCustomer: false, Purpose: ContactPurpose.Marketing };

    public PermissionVerdict At(DateTimeOffset at)
    {
        var vetoes = new List<Veto>();
        if (Candidate.Direction == ContactDirection.Outbound && !Candidate.RequestedByCustomer)
        {
            if (context.Objections.FirstOrDefault(o => o.Stops(Candidate.Channel, Candidate.Purpose)) is { } objection)
            {
                vetoes.Add(new Veto { Code = ReasonCodes.Objection, Parameters = [new("since", VetoDates.Of(objection.At))] });
            }
        }

        if (!IsUnasked)
        {
            return new PermissionVerdict(vetoes, null);
        }

        foreach (Hold hold in context.Holds.Where(h => h.StandsAt(at)))
        {
            vetoes.Add(new Veto
            {
                Code = ReasonCodes.HoldPrefix + hold.Kind,
                Parameters = [new("since", VetoDates.Of(hold.From))],
                Evidence = [hold.Id],
                EligibleAgainAt = FirstWithout(context.Holds.Where(h => h.Kind == hold.Kind), hold.To),
            });
        }

        if (PauseAt(at) is { } pause)
        {
            vetoes.Add(new Veto { Code = ReasonCodes.CustomerPause, Parameters = [new("since", VetoDates.Of(pause.At))], EligibleAgainAt = EndOfPause(pause) });
        }

        Veto? missing = ConsentVeto(at, out Consent? consent);
        if (missing is not null)
        {
            vetoes.Add(missing with { EligibleAgainAt = FirstWithConsent(at) });
        }

        return new PermissionVerdict(vetoes, missing is null ? consent?.Id : null);
    }

    // Holds of one kind that follow one another without a pause are one.
    private static DateTimeOffset? FirstWithout(IEnumerable<Hold> holds, DateTimeOffset? end)
    {
        Hold[] all = [.. holds];
        while (end is { } at && all.FirstOrDefault(h => h.StandsAt(at)) is { } next)
        {
            end = next.To;
        }

        return end;
    }

    private ClassChange? ClassAt(DateTimeOffset at) => context.ClassChanges.Where(c => c.At <= at).MaxBy(c => c.At);

    private ClassChange? PauseAt(DateTimeOffset at) => ClassAt(at) is { } change && at < change.PausedUntil ? change : null;

    private DateTimeOffset? EndOfPause(ClassChange pause)
    {
        DateTimeOffset end = pause.PausedUntil!.Value;
        foreach (ClassChange later in context.ClassChanges.Where(c => c.At > pause.At && c.At < end).OrderBy(c => c.At))
        {
            if (later.At >= end)
            {
                break;
            }

            if (later.PausedUntil is not { } until || until <= later.At)
            {
                return later.At;
            }

            end = until;
        }

        return PauseAt(end) is { } next && next.At > pause.At ? EndOfPause(next) : end;
    }

    private Veto? ConsentVeto(DateTimeOffset at, out Consent? consent)
    {
        consent = null;
        if (!rules.AsksConsent)
        {
            return null;
        }

        ChannelPermission needed = rules.For(Candidate.Channel);
        if (needed.Accepted.Count == 0)
        {
            return null;
        }

        consent = context.Consents.Where(c => c.Purpose == Candidate.Purpose && string.Equals(c.Channel, Candidate.Channel, StringComparison.Ordinal) && c.From <= at).MaxBy(c => c.From);
        string? code = consent switch
        {
            null or { IsGranted: false } => ReasonCodes.NoOptIn,
            { To: { } end } when end <= at => ReasonCodes.ConsentExpired,
            _ when !needed.Accepted.Contains(consent.Basis) => ReasonCodes.NoOptIn,
            { Evidence: null or "" } when needed.NeedsEvidence => ReasonCodes.NoEvidence,
            _ => null,
        };
        return code is null ? null : new Veto
        {
            Code = code,
            Parameters = [new("channel", Candidate.Channel)],
            Evidence = consent is null ? [] : [consent.Id],
            FixHint = "Ask the customer for permission to use this channel, and keep the proof.",
        };
    }

    private DateTimeOffset? FirstWithConsent(DateTimeOffset at) => context.Consents.Select(c => c.From).Where(from => from > at).Order()
        .Where(from => ConsentVeto(from, out _) is null).Select(from => (DateTimeOffset?)from).FirstOrDefault();
}
