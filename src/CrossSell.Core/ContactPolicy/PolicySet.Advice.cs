using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell;

/// <content>What to do about a contact that is not admitted.</content>
public sealed partial class PolicySet
{
    /// <summary>Follows the actions of the rules that refuse a contact.</summary>
    /// <remarks>
    /// One rule that suppresses, or a missing permission, suppresses. Else, when a rule asks for another channel, the first of <paramref name="otherChannels"/> by
    /// which the contact is admitted is taken. Else the contact is deferred to the first instant at which everything admits it, when that is within the
    /// shortest delay that the deferring rules allow.
    /// </remarks>
    /// <param name="context">The contact and what is known; its contacts must be those of all channels.</param>
    /// <param name="otherChannels">Channels to try, the best first; null for none.</param>
    public ContactAdvice Advise(AdmissionContext context, IReadOnlyList<string>? otherChannels = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        Contact candidate = context.Candidate;
        Admission admission = Admit(context);
        if (admission.IsAdmitted)
        {
            return new ContactAdvice(ContactAdviceKind.Proceed, candidate.Channel, candidate.At, admission);
        }

        var suppress = new ContactAdvice(ContactAdviceKind.Suppress, candidate.Channel, null, admission);
        var judged = new PolicyCase(this, context);
        HitAction[] actions = [.. judged.ActionsAt(candidate.At)];
        if (actions.Length == 0 || actions.Any(a => a.Kind == HitActionKind.Suppress) || !Permissions.Check(context).IsPermitted)
        {
            return suppress;
        }

        if (actions.Any(a => a.Kind == HitActionKind.TryOtherChannel))
        {
            foreach (string channel in otherChannels ?? [])
            {
                if (Admit(context with { Candidate = candidate with { Channel = channel } }).IsAdmitted)
                {
                    return new ContactAdvice(ContactAdviceKind.OtherChannel, channel, candidate.At, admission);
                }
            }
        }

        HitAction[] deferring = [.. actions.Where(a => a.Kind == HitActionKind.Defer)];
        return deferring.Length > 0
            && judged.FirstAllowed(candidate.At) is { } at
            && at - candidate.At <= deferring.Min(a => a.MaxDelay)
            && Permissions.Check(context with { Candidate = candidate with { At = at } }).IsPermitted
                ? new ContactAdvice(ContactAdviceKind.Defer, candidate.Channel, at, admission)
                : suppress;
    }
}
