using CrossSell.Ledger;

namespace CrossSell.Eligibility;

/// <summary>The permission of one contact as a function of the instant at which it is made.</summary>
internal sealed class PermissionCheck
{
    private static readonly PermissionVerdict s_permitted = new([], null);

    private readonly PermissionRules _rules;
    private readonly string _channel;
    private readonly ContactPurpose _purpose;
    private readonly bool _mayBeObjected;
    private readonly IReadOnlyList<Consent> _consents;
    private readonly IReadOnlyList<Objection> _objections;
    private readonly IReadOnlyList<Hold> _holds;
    private readonly IReadOnlyList<ClassChange> _classChanges;

    public PermissionCheck(PermissionRules rules, AdmissionContext context)
    {
        _rules = rules;
        _channel = context.Candidate.Channel;
        _purpose = context.Candidate.Purpose;
        // The customer's own call, or a call that he asked for, needs no permission.
        _mayBeObjected = context.Candidate is { Direction: ContactDirection.Outbound, RequestedByCustomer: false };
        (_consents, _objections, _holds, _classChanges) = (context.Consents, context.Objections, context.Holds, context.ClassChanges);
    }

    /// <summary>The permission of marketing by a channel on our own initiative.</summary>
    public PermissionCheck(PermissionRules rules, CustomerFacts facts, string channel)
    {
        (_rules, _channel, _purpose, _mayBeObjected) = (rules, channel, ContactPurpose.Marketing, true);
        (_consents, _objections, _holds, _classChanges) = (facts.Consents, facts.Objections, facts.Holds, facts.ClassChanges);
    }

    public PermissionVerdict At(DateTimeOffset at)
    {
        List<Veto>? vetoes = null;
        if (_mayBeObjected && _objections.Count > 0 && _objections.FirstOrDefault(o => o.Stops(_channel, _purpose)) is { } objection)
        {
            (vetoes ??= []).Add(new Veto { Code = ReasonCodes.Objection, Parameters = [new("since", VetoDates.Of(objection.At))] });
        }

        if (!_mayBeObjected || _purpose != ContactPurpose.Marketing)
        {
            return Told(vetoes, null);
        }

        if (_holds.Count > 0)
        {
            (vetoes ??= []).AddRange(HoldsAt(_holds, at));
        }

        if (PauseAt(at) is { } pause)
        {
            (vetoes ??= []).Add(new Veto { Code = ReasonCodes.CustomerPause, Parameters = [new("since", VetoDates.Of(pause.At))], EligibleAgainAt = EndOfPause(pause) });
        }

        Veto? missing = ConsentVeto(at, out Consent? consent);
        if (missing is not null)
        {
            (vetoes ??= []).Add(missing with { EligibleAgainAt = FirstWithConsent(at) });
        }

        return Told(vetoes, missing is null ? consent?.Id : null);
    }

    // Most contacts are permitted and need no proof.
    private static PermissionVerdict Told(List<Veto>? vetoes, string? consent) =>
        consent is null && vetoes is null or { Count: 0 } ? s_permitted : new PermissionVerdict(vetoes is null ? [] : vetoes, consent);

    /// <summary>A veto for each hold that stands.</summary>
    public static IEnumerable<Veto> HoldsAt(IReadOnlyList<Hold> holds, DateTimeOffset at) => holds.Where(h => h.StandsAt(at)).Select(hold => new Veto
    {
        Code = ReasonCodes.HoldPrefix + hold.Kind,
        Parameters = [new("since", VetoDates.Of(hold.From))],
        Evidence = [hold.Id],
        EligibleAgainAt = FirstWithout(holds.Where(h => string.Equals(h.Kind, hold.Kind, StringComparison.Ordinal)), hold.To),
    });

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

    private ClassChange? ClassAt(DateTimeOffset at) => _classChanges.Count == 0 ? null : _classChanges.Where(c => c.At <= at).MaxBy(c => c.At);

    private ClassChange? PauseAt(DateTimeOffset at) => ClassAt(at) is { } change && at < change.PausedUntil ? change : null;

    private DateTimeOffset? EndOfPause(ClassChange pause)
    {
        DateTimeOffset end = pause.PausedUntil!.Value;
        foreach (ClassChange later in _classChanges.Where(c => c.At > pause.At && c.At < end).OrderBy(c => c.At))
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
        if (!_rules.AsksConsent)
        {
            return null;
        }

        ChannelConsentRule needed = _rules.For(_channel);
        if (needed.Accepted.Count == 0)
        {
            return null;
        }

        consent = _consents.Where(c => c.Purpose == _purpose && string.Equals(c.Channel, _channel, StringComparison.Ordinal) && c.From <= at).MaxBy(c => c.From);
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
            Parameters = [new("channel", _channel)],
            Evidence = consent is null ? [] : [consent.Id],
            FixHint = "Ask the customer for permission to use this channel, and keep the proof.",
        };
    }

    private DateTimeOffset? FirstWithConsent(DateTimeOffset at) => _consents.Select(c => c.From).Where(from => from > at).Order()
        .Where(from => ConsentVeto(from, out _) is null).Select(from => (DateTimeOffset?)from).FirstOrDefault();
}
