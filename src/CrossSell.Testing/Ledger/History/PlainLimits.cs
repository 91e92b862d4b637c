using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>The plainest rules that can be: limits and nothing else. The oracle of tests, and enough to try a store with.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public sealed class PlainLimits : IContactAdmission
{
    private readonly LimitSpec[] _limits;

    /// <summary>Rules from limits.</summary>
    /// <param name="limits">All of them must hold.</param>
    public PlainLimits(params IReadOnlyList<LimitSpec> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = [.. limits];
    }

    /// <inheritdoc/>
    public string PolicyHash => string.Join('|', _limits.Select(limit => limit.Name));

    /// <inheritdoc/>
    public TimeSpan? Horizon => _limits.Length > 0 && _limits.All(limit => limit is { Window: not null, Period: null })
        ? _limits.Max(limit => limit.Window!.Value)
        : null;

    /// <inheritdoc/>
    public Admission Admit(AdmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Step == AdmissionStep.Dispatch || !context.Candidate.ObeysCaps)
        {
            return Admission.Admitted;
        }

        Veto[] vetoes = [.. _limits.Where(limit => IsBroken(limit, context)).Select(limit => new Veto { Code = "CAP", RuleId = limit.Name })];
        return vetoes.Length == 0 ? Admission.Admitted : Admission.Refused(vetoes);
    }

    /// <summary>Whether a contact uses up limits at an instant.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="now">The instant.</param>
    public static bool Counts(Contact contact, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return contact.StateAt(now) is not (ContactState.Released or ContactState.Expired or ContactState.Bumped or ContactState.FailedNotSent);
    }

    private static bool IsBroken(LimitSpec limit, AdmissionContext context) =>
        (limit.Matches is null || limit.Matches(context.Candidate))
        && context.Candidate.Subjects.Where(subject => subject.Kind == limit.Subject).Any(subject => limit.IsBrokenBy(
        [
            .. context.Contacts.Where(contact => contact.Concerns(subject) && Counts(contact, context.Now)), context.Candidate with { CountsTowardCaps = true },
        ]));
}
